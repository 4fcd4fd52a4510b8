package lostedge.ingest;

import java.util.Locale;
import java.util.function.Predicate;
import lostedge.ingest.ctf.CtfReader;
import lostedge.ingest.dmesg.KernelLogReader;
import lostedge.ingest.ftrace.FtraceReader;
import lostedge.ingest.interrupts.InterruptsReader;
import lostedge.ingest.perf.PerfDataReader;
import lostedge.ingest.perfetto.PerfettoReader;
import lostedge.ingest.reader.TraceReader;
import lostedge.ingest.store.StoreReader;
import lostedge.ingest.tracedat.TraceDatReader;
import org.jspecify.annotations.Nullable;

/** Every format that is read, in the order in which a recording's first bytes are tried. */
public enum TraceFormat {
    /** The Arrow store. */
    STORE(
            Content.EVENTS,
            new StoreReader(),
            "ARROW1 ... (binary)",
            "everything the recording it was made from carries",
            "what that recording lacks",
            "lostedge import RECORDING --output FILE.arrow"),
    /** trace-cmd's file. */
    TRACE_DAT(
            Content.EVENTS,
            new TraceDatReader(),
            "\\027\\bDtracing ... (binary)",
            "every tracepoint, ns stamps, lost events per CPU, the clock's name",
            "totals of /proc/interrupts",
            "trace-cmd record -C mono -e ipi -e csd -e irq -e irq_vectors -e sched:sched_switch sleep 30"),
    /** perf's file. */
    PERF_DATA(
            Content.EVENTS,
            new PerfDataReader(),
            "PERFILE2 ... (binary)",
            "every tracepoint, ns stamps, lost samples",
            "totals of /proc/interrupts",
            "perf record -a -k mono -e 'ipi:*' -e 'csd:*' -e 'irq:*' -e 'irq_vectors:*' sleep 30"),
    /** LTTng's folder, found by its metadata. */
    CTF(
            Content.EVENTS,
            new CtfReader(),
            "typealias integer { size = 8; align = 8; signed = false; } := uint8_t; (metadata, beside ch_0, ch_1, ...)",
            "interrupts, softirqs, x86 irq_vectors and scheduling, ns stamps, dropped events per CPU, which tracepoints were on",
            "sends of IPIs and csd (LTTng records none), interrupt and softirq flags, totals of /proc/interrupts",
            "lttng create; lttng enable-event -k 'irq_*,x86_irq_vectors_*,sched_*'; lttng add-context -k -t tid; lttng start"),
    /** Perfetto's protobuf. */
    PERFETTO(
            Content.EVENTS,
            new PerfettoReader(),
            "packet { ftrace_events { cpu: 0 event { timestamp: 1373369000 ipi_entry { ... } } } } (binary)",
            "typed and generic ftrace events, compact sched, interrupt flags, gaps and overruns per CPU, on the boot clock",
            "CPU masks of sends (Perfetto records none), totals of /proc/interrupts, which tracepoints were on",
            "perfetto -o trace.pftrace -t 30s irq/* irq_vectors/* ipi/* csd/* sched/sched_switch sched/sched_waking"),
    /** Counters of interrupts. */
    INTERRUPTS(
            Content.COUNTERS,
            null,
            "IPI:       2983       2902          Interprocessor interrupts",
            "totals per row and CPU: rates, and with the rows RIP, RIF and RIS what a poll found",
            "single interrupts, who sent them, who waited",
            "while sleep 1; do cut -d' ' -f1 /proc/uptime; cat /proc/interrupts; done > interrupts.log"),
    /** Kernel trace text. */
    FTRACE(
            Content.EVENTS,
            new FtraceReader(),
            "kworker/0:1H-39      [000] d.h..     1.373369: irq_handler_entry: irq=8 name=timer",
            "every tracepoint, interrupt and softirq flags, lost events; also trace_pipe, trace-cmd report and perf script",
            "the clock's name (keep trace_clock beside it) and which tracepoints were on (keep set_event)",
            "cat /sys/kernel/tracing/trace > trace.txt; cat /sys/kernel/tracing/trace_clock > trace_clock.txt"),
    /** Kernel log. */
    KERNEL_LOG(
            Content.KERNEL_LOG,
            new KernelLogReader(),
            "[    7.163082] smp: csd: Detected non-responsive CSD lock (#1) on CPU#2, waiting 5005856812 ns for CPU#01",
            "csd-lock reports (csdlock_debug=1), soft and hard lockups, RCU stalls, hung tasks",
            "waits below 5 s, sends, interrupts",
            "dmesg > dmesg.txt");

    /** What a recording of a format is to a capture. */
    public enum Content {
        /** A stream of trace events. */
        EVENTS,
        /** Counter readings. */
        COUNTERS,
        /** What the kernel said of itself. */
        KERNEL_LOG
    }

    private static final InterruptsReader INTERRUPTS_READER = new InterruptsReader();

    private final Content content;
    private final @Nullable TraceReader reader;
    private final String example;
    private final String carries;
    private final String lacks;
    private final String howToRecord;

    TraceFormat(
            Content content,
            @Nullable TraceReader reader,
            String example,
            String carries,
            String lacks,
            String howToRecord) {
        this.content = content;
        this.reader = reader;
        this.example = example;
        this.carries = carries;
        this.lacks = lacks;
        this.howToRecord = howToRecord;
    }

    /** {@return the format of a recording with these first bytes, or null if none recognises them} */
    public static @Nullable TraceFormat of(byte[] head) {
        for (TraceFormat format : values()) {
            Predicate<byte[]> recognises =
                    format.reader == null ? INTERRUPTS_READER::recognises : format.reader::recognises;
            if (recognises.test(head)) {
                return format;
            }
        }
        return null;
    }

    /** {@return the format's name on the command line} */
    public String formatName() {
        return reader == null ? name().toLowerCase(Locale.ROOT) : reader.name();
    }

    /** {@return what a recording of the format is to a capture} */
    public Content content() {
        return content;
    }

    /** {@return the reader of a format that carries events, else null} */
    public @Nullable TraceReader reader() {
        return reader;
    }

    /** {@return a line of such a recording, or how it begins} */
    public String example() {
        return example;
    }

    /** {@return what it can tell} */
    public String carries() {
        return carries;
    }

    /** {@return what it can't tell} */
    public String lacks() {
        return lacks;
    }

    /** {@return the command that makes one} */
    public String howToRecord() {
        return howToRecord;
    }
}

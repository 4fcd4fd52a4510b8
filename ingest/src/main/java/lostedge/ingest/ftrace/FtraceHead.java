package lostedge.ingest.ftrace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import lostedge.engine.event.Clock;
import lostedge.engine.event.Clock.Domain;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.bytes.Words;
import org.jspecify.annotations.Nullable;

/**
 * What the first lines of a trace text tell of the rest.
 *
 * @param form how its lines begin
 * @param stamp how its time stamps are printed; {@link StampForm#MICROSECONDS} if it has no events
 * @param tracer the current tracer as the head names it, "nop" if it names none
 * @param written events the kernel had written to the buffer, 0 if not told
 * @param kept events still in the buffer, 0 if not told
 * @param tallyLine the line that tells {@code written} and {@code kept}, or -1
 * @param margin width of what stands before the task: {@code trace-cmd report} of several buffers prints each one's
 *     name there, {@code "%*s: "}, and spaces for the top buffer
 */
record FtraceHead(LineForm form, StampForm stamp, String tracer, long written, long kept, long tallyLine, int margin) {
    /** How the lines of a trace text begin. */
    enum LineForm {
        /** {@code %16s-%-7d [%03d] flags time: name: arguments}: the kernel's default and {@code trace-cmd report}. */
        TASK_DASH_PID,
        /**
         * {@code %8.8s-%-7d %3dflags time: name: arguments}: the kernel's latency format and {@code trace-cmd report
         * -l}.
         */
        LATENCY,
        /** {@code comm pid[/tid] [cpu] time: subsystem:name: arguments}: {@code perf script}. */
        PERF,
        /** {@code %s-%d [%03d] flags time: name: arguments}: lines of the default form that left their column. */
        UNALIGNED
    }

    /** How the time stamps of a trace text are printed. */
    enum StampForm {
        /** Seconds and six digits. */
        MICROSECONDS(1_000),
        /** Seconds and nine digits. */
        NANOSECONDS(1),
        /** Microseconds from the first event ({@code 3589022us}): the latency format. */
        RELATIVE_MICROSECONDS(1_000),
        /** A number without unit, as of the {@code counter} and {@code x86-tsc} clocks. */
        TICKS(0);

        private final long resolutionNs;

        StampForm(long resolutionNs) {
            this.resolutionNs = resolutionNs;
        }

        /** {@return the smallest step a stamp can show, in ns, or 0 if a stamp has no unit} */
        long resolutionNs() {
            return resolutionNs;
        }
    }

    private static final Set<LineForm> COLUMNS = EnumSet.complementOf(EnumSet.of(LineForm.UNALIGNED));
    private static final String TRACER = "# tracer: ";
    private static final String LATENCY_TITLE = " latency trace v";
    private static final String TALLY = "# entries-in-buffer/entries-written: ";
    private static final String TRACE_CMD_TITLE = "cpus=";
    private static final String PERF_RECORD = ": PERF_RECORD_";
    private static final int MOST_UNKNOWN_LINES = 64;
    private static final int WIDEST_MARGIN = 64;

    /** {@return what the first bytes tell, or null if they are no trace text} */
    static @Nullable FtraceHead read(byte[] head) {
        byte[] bytes = Arrays.copyOf(head, head.length + Words.PADDING);
        FtraceHead told = new FtraceHead(LineForm.TASK_DASH_PID, StampForm.MICROSECONDS, "nop", 0, 0, -1, 0);
        boolean titled = false;
        boolean ofTraceCmd = false;
        int unknown = 0;
        long line = 1;
        int from = 0;
        for (int to = lineEnd(bytes, from, head.length); to < head.length; to = lineEnd(bytes, from, head.length)) {
            int textEnd = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
            FtraceHead seen = told.withEvent(bytes, from, textEnd, ofTraceCmd ? WIDEST_MARGIN : 0);
            if (seen != null) {
                return seen;
            }
            String text = new String(bytes, from, Math.min(textEnd - from, 200), StandardCharsets.ISO_8859_1);
            if (text.startsWith("#")) {
                told = told.withComment(text, line);
                titled |= text.startsWith(TRACER);
            } else if (line == 1 && text.startsWith(TRACE_CMD_TITLE)) {
                titled = true;
                ofTraceCmd = true;
            } else if (!text.contains(PERF_RECORD) && ++unknown > MOST_UNKNOWN_LINES) {
                return null;
            }
            from = to + 1;
            line++;
        }
        return titled ? told : null;
    }

    private static int lineEnd(byte[] bytes, int from, int to) {
        return Words.indexOf(bytes, from, to, '\n');
    }

    private FtraceHead withComment(String text, long line) {
        if (text.startsWith(TRACER)) {
            return new FtraceHead(form, stamp, text.substring(TRACER.length()).trim(), written, kept, tallyLine, 0);
        }
        if (text.contains(LATENCY_TITLE)) {
            return new FtraceHead(
                    LineForm.LATENCY, StampForm.RELATIVE_MICROSECONDS, tracer, written, kept, tallyLine, 0);
        }
        int entries = text.indexOf('#', 1);
        String tally = text.startsWith(TALLY)
                ? text.substring(TALLY.length())
                : text.startsWith("# latency: ") && entries > 0 ? text.substring(entries + 1) : "";
        String[] numbers = tally.split("[^0-9]", 3);
        if (numbers.length < 2 || !isCount(numbers[0]) || !isCount(numbers[1])) {
            return this;
        }
        return new FtraceHead(form, stamp, tracer, Long.parseLong(numbers[1]), Long.parseLong(numbers[0]), line, 0);
    }

    private static boolean isCount(String digits) {
        return digits.matches("[0-9]{1,18}");
    }

    private @Nullable FtraceHead withEvent(byte[] bytes, int from, int to, int widestMargin) {
        for (int width = 0; width <= widestMargin && from + width < to; width++) {
            if (!isMargin(bytes, from, width)) {
                continue;
            }
            for (LineForm candidate : COLUMNS) {
                FtraceHead seen = withEvent(bytes, from, to, width, candidate);
                if (seen != null) {
                    return seen;
                }
            }
        }
        return withEvent(bytes, from, to, 0, LineForm.UNALIGNED);
    }

    private @Nullable FtraceHead withEvent(byte[] bytes, int from, int to, int width, LineForm candidate) {
        FtraceTokenizer tokenizer = new FtraceTokenizer(candidate);
        boolean event = tokenizer.event(bytes, from + width, to);
        return event && tokenizer.payload != FtraceTokenizer.Payload.UNNAMED
                ? new FtraceHead(candidate, tokenizer.stamp, tracer, written, kept, tallyLine, width)
                : null;
    }

    private static boolean isMargin(byte[] bytes, int from, int width) {
        int end = from + width;
        if (width > 2 && bytes[end - 1] == ' ' && bytes[end - 2] == ':') {
            return true;
        }
        for (int at = from; at < end; at++) {
            if (bytes[at] != ' ') {
                return false;
            }
        }
        return true;
    }

    /** Adds the events the ring buffer no longer held when the text was made. */
    void reportOverrun(String source, LossLedger to) {
        if (written > kept) {
            to.add(
                    source,
                    "events overwritten in the ring buffer",
                    Severity.DATA_LOSS,
                    written - kept,
                    tallyLine,
                    "anything before the first event of each CPU");
        }
    }

    /** {@return whether the tracer prints event lines; the graph tracers print call trees} */
    boolean hasEventLines() {
        return !tracer.toLowerCase(Locale.ROOT).contains("graph");
    }

    /**
     * {@return the clock of the text's stamps}
     *
     * @param told the clock the recorder was set to, as far as known; the latency format counts from its first event,
     *     so its clock stays unknown
     */
    Clock clock(Domain told) {
        Domain domain = stamp == StampForm.RELATIVE_MICROSECONDS ? Domain.UNKNOWN : told;
        Clock clock = Clock.of(domain, stamp.resolutionNs());
        return stamp == StampForm.TICKS ? new Clock(domain, 0, false, clock.acrossCpus()) : clock;
    }
}

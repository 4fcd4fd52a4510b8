package lostedge.analysis.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import lostedge.analysis.result.AnalysisResult;
import lostedge.analysis.result.FindingSummary;
import lostedge.analysis.result.HandlerTimes;
import lostedge.analysis.result.RecordingFacts;
import lostedge.analysis.timeline.LaneDiagram;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;
import lostedge.engine.finding.Evidence;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Hypothesis;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.LostEdges;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.finding.Prediction;
import lostedge.engine.finding.Rescue;
import lostedge.engine.finding.Stall;

/** A made-up but plausible result of a four-CPU machine, with names that try to break out of the page. */
public final class SampleResult {
    public static final String HOSTILE =
            "</script><script>window.hacked=1</script><img src=x onerror=\"hacked=2\">&amp;'\"";

    private static final long BEGIN = 52_000_000_000L;
    private static final int CPUS = 4;
    private static final int IPIS = 4000;

    private SampleResult() {}

    public static AnalysisResult full() {
        return withStalls(0);
    }

    /** The sample without the counter readings that would balance the books. */
    static AnalysisResult unbalanced() {
        LostEdges unknown = new LostEdges(
                Double.NaN,
                Double.NaN,
                Double.NaN,
                false,
                IPIS,
                Double.NaN,
                0,
                Double.NaN,
                Double.NaN,
                "no readings of an IPI row beside the trace");
        return with(0, List.of(), unknown);
    }

    /** The sample with so many stalls more. */
    static AnalysisResult withStalls(int more) {
        LostEdges lost = new LostEdges(
                153, 131, 178, false, IPIS, 84, 171, 169, 3763, "replayed deliveries, bootstrap of residuals");
        return with(more, hypotheses(), lost);
    }

    private static AnalysisResult with(int more, List<Prediction> hypotheses, LostEdges lost) {
        FindingSummary findings = new FindingSummary();
        feed(findings);
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < more; i++) {
            findings.stall(stall(1000 + i, Stall.Cause.LOST_EDGE, random));
        }
        return new AnalysisResult(
                "0.1.0",
                "lostedge analyze " + HOSTILE,
                List.of(trace(), snapshots()),
                losses(),
                List.of(counters()),
                10_000_000,
                findings,
                handlers(),
                null,
                hypotheses,
                lost,
                timelines(findings.worst()),
                List.of());
    }

    public static AnalysisResult empty() {
        return new AnalysisResult(
                "0.1.0",
                "lostedge analyze empty",
                List.of(snapshots()),
                new LossLedger(),
                List.of(),
                10_000_000,
                new FindingSummary(),
                null,
                null,
                List.of(),
                null,
                List.of(),
                List.of());
    }

    /** Tells a sink everything the sample holds. */
    public static void feed(FindingSink sink) {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < IPIS; i++) {
            sink.ipi(ipi(i, random));
        }
        for (int i = 0; i < 60; i++) {
            sink.rescue(new Rescue(
                    BEGIN + i * 9_000_000L,
                    i % CPUS,
                    i % 12 == 0 ? IpiMessage.RESCHEDULE : IpiMessage.CALL_FUNC,
                    i % 9 == 0 ? Ipi.HandledBy.LATER_INTERRUPT : Ipi.HandledBy.POLL,
                    i % 5 == 0 ? InterruptKind.DEVICE : InterruptKind.RTC,
                    i % 3 == 0 ? Ipi.Edge.UNDETERMINED : Ipi.Edge.LOST,
                    random.nextLong(1_000, 976_000),
                    i));
        }
        for (int i = 0; i < 200; i++) {
            long begin = BEGIN + i * 976_562L;
            sink.window(new MaskedWindow(
                    i % CPUS, begin, begin + random.nextLong(3_000, 40_000), InterruptKind.RTC, 8, HOSTILE));
        }
        Stall.Cause[] causes = Stall.Cause.values();
        for (int i = 0; i < 45; i++) {
            sink.stall(stall(i, causes[random.nextInt(random.nextInt(1, causes.length + 1))], random));
        }
    }

    /** Clock ticks of 976,562 ns on one CPU, each with a handler of up to 40 us. */
    private static HandlerTimes handlers() {
        Labels labels = new Labels();
        SplittableRandom random = new SplittableRandom(8);
        EventBatch batch = new EventBatch(1000);
        for (int i = 0; i < 500; i++) {
            long begin = BEGIN + i * 976_562L;
            int entry = batch.append(begin, 0, EventKind.IRQ_HANDLER_ENTRY, i);
            batch.label[entry] = labels.intern("rtc");
            batch.append(begin + random.nextLong(3_000, 40_000), 0, EventKind.IRQ_HANDLER_EXIT, i);
        }
        HandlerTimes times = new HandlerTimes(labels);
        times.write(batch);
        return times;
    }

    private static Ipi ipi(int i, SplittableRandom random) {
        Ipi.Fate[] fates = Ipi.Fate.values();
        Ipi.Fate fate = random.nextInt(10) < 8 ? Ipi.Fate.DELIVERED : fates[random.nextInt(fates.length)];
        IpiMessage message = random.nextInt(10) == 0 ? IpiMessage.RESCHEDULE : IpiMessage.CALL_FUNC;
        long send = BEGIN + i * 250_000L;
        double spread = Math.exp(random.nextDouble() * random.nextDouble() * 12);
        boolean handled = fate != Ipi.Fate.STUCK && fate != Ipi.Fate.UNKNOWN;
        int source = random.nextInt(CPUS);
        return new Ipi(
                i,
                send,
                source,
                (source + 1 + random.nextInt(CPUS - 1)) % CPUS,
                message,
                message == IpiMessage.CALL_FUNC ? "ipi_flush_tlb_mm" : "",
                fate,
                fate == Ipi.Fate.RESCUED ? Ipi.Edge.LOST : Ipi.Edge.DELIVERED,
                fate == Ipi.Fate.UNKNOWN ? Double.NaN : fate == Ipi.Fate.RESCUED ? 0.97 : 0,
                fate == Ipi.Fate.RESCUED ? InterruptKind.RTC : null,
                handled ? send + (long) (2_000 * spread) : Ipi.NEVER,
                handled ? Ipi.HandledBy.OWN_INTERRUPT : null,
                i % 100 == 0 ? i / 100 : -1,
                1000 + i);
    }

    private static Stall stall(int i, Stall.Cause cause, SplittableRandom random) {
        long begin = BEGIN + i * 20_000_000L;
        long end = begin + (long) (1_000_000 * Math.exp(random.nextDouble() * 8));
        long middle = begin + (end - begin) / 5;
        return new Stall(
                i,
                begin,
                end,
                i % 7 != 3,
                i % CPUS,
                (i + 1) % CPUS,
                i % 4 == 0 ? HOSTILE : "ipi_flush_tlb_mm",
                Stall.Sender.values()[i % 4],
                cause,
                cause == Stall.Cause.LOST_EDGE ? i * 100L : -1,
                Evidence.Grade.values()[i % 3],
                "one send per queue epoch; the target was seen running at IPL 0 afterwards",
                List.of(
                        new Evidence(begin, i % CPUS, 1000 + i, "ipi_send_cpu to CPU " + (i + 1) % CPUS),
                        new Evidence(middle, (i + 1) % CPUS, 1040 + i, "irq_handler_exit, name=" + HOSTILE),
                        new Evidence(end, (i + 1) % CPUS, 1090 + i, "csd_function_entry")),
                "an interrupt entry on the target between the send and the end of the wait",
                List.of(
                        new Stall.Part(begin, middle, Stall.Cause.MASKED_TARGET, "RTC"),
                        new Stall.Part(middle, end, cause, "edge lost inside RTC")));
    }

    static RecordingFacts trace() {
        Capabilities capabilities = new Capabilities();
        capabilities.see(EventKind.IPI_SEND_CPU);
        capabilities.see(EventKind.CSD_FUNCTION_ENTRY);
        capabilities.see(EventKind.IRQ_HANDLER_ENTRY);
        return new RecordingFacts(
                "cap/" + HOSTILE + "/trace.txt",
                "ftrace",
                31_337_000,
                "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9",
                clock(),
                CPUS,
                774_827,
                0,
                BEGIN,
                BEGIN + 60_000_000_000L,
                EventSource.Positions.LINES,
                capabilities);
    }

    static RecordingFacts snapshots() {
        return new RecordingFacts(
                "cap/proc_interrupts",
                "interrupts",
                91_000,
                "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
                clock(),
                CPUS,
                0,
                61,
                BEGIN,
                BEGIN + 60_000_000_000L,
                null,
                null);
    }

    private static Clock clock() {
        return new Clock(Clock.Domain.MONOTONIC, 1000, true, true);
    }

    private static LossLedger losses() {
        LossLedger losses = new LossLedger();
        losses.add(
                "trace.txt",
                "events lost on CPU 2",
                LossLedger.Severity.DATA_LOSS,
                354,
                9120,
                "verdicts on messages to CPU 2 across the gap");
        losses.add("trace.txt", "unknown tracepoint " + HOSTILE, LossLedger.Severity.INFO, 12, 33, "");
        return losses;
    }

    static CounterSeries counters() {
        SplittableRandom random = new SplittableRandom(9);
        long[][] counts = {new long[CPUS], new long[CPUS], new long[CPUS], new long[CPUS], new long[CPUS]};
        String[] names = {"LOC", "IPI", "RIP", "RIF", "RIS"};
        int[] perSecond = {1024, 400, 1, 9, 0};
        List<CounterSnapshot> snapshots = new ArrayList<>();
        for (int second = 0; second <= 60; second++) {
            List<CounterSnapshot.Row> rows = new ArrayList<>();
            for (int row = 0; row < names.length; row++) {
                for (int cpu = 0; cpu < CPUS; cpu++) {
                    int mean = row == 1 && second > 35 ? 40 : perSecond[row];
                    counts[row][cpu] += mean == 0 ? 0 : mean + random.nextInt(mean / 10 + 1);
                }
                rows.add(new CounterSnapshot.Row(names[row], counts[row].clone(), true, ""));
            }
            long at = BEGIN + second * 1_000_000_000L;
            snapshots.add(new CounterSnapshot(
                    at, at + 40_000, "", IntStream.range(0, CPUS).toArray(), rows));
        }
        return new CounterSeries("cap/proc_interrupts", clock(), snapshots, new LossLedger());
    }

    private static List<Prediction> hypotheses() {
        return List.of(
                new Prediction(
                        Hypothesis.LOST_IN_ENTINT,
                        "deliveries per send over the recording",
                        Prediction.Unit.SHARE,
                        0.983,
                        0.981,
                        0.976,
                        0.986,
                        Hypothesis.Verdict.SUPPORTED),
                new Prediction(
                        Hypothesis.LATCHED,
                        "edges delivered empty after rescues",
                        Prediction.Unit.EDGES,
                        152,
                        13,
                        7,
                        22,
                        Hypothesis.Verdict.CONTRADICTED),
                new Prediction(
                        Hypothesis.ELIDED_NOT_LOST,
                        "edges that stalls without a send in their queue epoch lost",
                        Prediction.Unit.EDGES,
                        Double.NaN,
                        4,
                        Double.NaN,
                        Double.NaN,
                        Hypothesis.Verdict.UNDETERMINED));
    }

    private static List<LaneDiagram> timelines(List<Stall> worst) {
        List<LaneDiagram> timelines = new ArrayList<>();
        for (Stall stall : worst) {
            timelines.add(timeline(stall));
        }
        return timelines;
    }

    static LaneDiagram timeline(Stall stall) {
        long length = stall.durationNs();
        long begin = stall.beginNs() - length / 10;
        long end = stall.endNs() + length / 10;
        List<LaneDiagram.Span> spans = new ArrayList<>();
        spans.add(new LaneDiagram.Span(
                stall.waiterCpu(), stall.beginNs(), stall.endNs(), LaneDiagram.Activity.WAIT, stall.function(), 1000));
        for (int i = 0; i < 40; i++) {
            long at = begin + (end - begin) / 40 * i;
            int cpu = i % CPUS;
            spans.add(new LaneDiagram.Span(cpu, at, at + length / 60, LaneDiagram.Activity.MASKED, "", 1200 + i));
            spans.add(new LaneDiagram.Span(
                    cpu,
                    at + length / 600,
                    at + length / 70,
                    LaneDiagram.Activity.HANDLER,
                    "timer " + HOSTILE,
                    1200 + i));
        }
        List<LaneDiagram.Arrow> arrows = List.of(
                new LaneDiagram.Arrow(
                        stall.waiterCpu(),
                        stall.targetCpu(),
                        stall.beginNs(),
                        stall.beginNs() + length / 50,
                        LaneDiagram.Outcome.LOST,
                        "CALL_FUNC",
                        1000),
                new LaneDiagram.Arrow(
                        (stall.targetCpu() + 1) % CPUS,
                        stall.targetCpu(),
                        stall.endNs() - length / 20,
                        stall.endNs() - length / 90,
                        LaneDiagram.Outcome.DELIVERED,
                        "CALL_FUNC",
                        1088));
        List<LaneDiagram.Mark> marks = new ArrayList<>();
        for (Evidence evidence : stall.evidence()) {
            marks.add(new LaneDiagram.Mark(
                    evidence.cpu(), evidence.timestampNs(), marks.size() + 1, evidence.says(), evidence.position()));
        }
        return new LaneDiagram(
                "CPU " + stall.waiterCpu() + " waits for CPU " + stall.targetCpu(),
                LaneDiagram.Axis.NANOSECONDS,
                begin,
                end,
                List.of(0, 1, 2, 3),
                spans,
                arrows,
                marks,
                12);
    }
}

package lostedge.analysis.table;

import java.util.List;
import java.util.stream.Collectors;
import lostedge.engine.counter.CounterDelta;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.event.LossLedger.Loss;
import lostedge.engine.finding.Evidence;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.finding.Prediction;
import lostedge.engine.finding.Rescue;
import lostedge.engine.finding.Stall;

/** The tables an analysis writes. Names and order of columns are stable: new ones are added at the end. */
public final class ResultTables {
    /** One row per message and target. */
    public static final ResultTable<Ipi> IPIS = new ResultTable<Ipi>("ipis", "one message to one target")
            .longs("ipi_id", "", "counted from 0 in the order of sends", Ipi::id)
            .longs("send_ns", "ns", "time of the send event on the recording's clock", Ipi::sendNs)
            .ints("source_cpu", "the sender", "not told", Ipi::sourceCpu)
            .ints("target_cpu", "the target", "not told", Ipi::targetCpu)
            .names("message", "what was asked of the target", "", Ipi::message)
            .texts(
                    "function",
                    true,
                    "the function to be called",
                    "the message has none, or it is not told",
                    Ipi::function)
            .verdicts("fate", "how the message reached its target", "", Ipi::fate)
            .verdicts("edge", "what became of the hardware edge", "", Ipi::edge)
            .doubles(
                    "lost_probability",
                    "1",
                    "probability that the edge was lost",
                    "nothing can be said",
                    Ipi::lostProbability)
            .names("masked_by", "the handler the edge arrived in", "the target was not seen in one", Ipi::maskedBy)
            .longs(
                    "handled_ns",
                    "ns",
                    "when the target began to handle the message",
                    "not seen to be handled",
                    ipi -> ipi.handledNs() == Ipi.NEVER,
                    Ipi::handledNs)
            .verdicts(
                    "handled_by",
                    "what made the target handle it",
                    "it never did, or this can't be told",
                    Ipi::handledBy)
            .longs(
                    "latency_ns",
                    "ns",
                    "handled_ns - send_ns",
                    "not seen to be handled",
                    ipi -> ipi.handledNs() == Ipi.NEVER,
                    ipi -> ipi.handledNs() - ipi.sendNs())
            .longs("stall_id", "", "the stall its sender waited in", "none", ipi -> ipi.stallId() < 0, Ipi::stallId)
            .longs(
                    "position",
                    "",
                    "where the send stands in the recording",
                    "not told",
                    ipi -> ipi.position() < 0,
                    Ipi::position);

    /** One row per stall. */
    public static final ResultTable<Stall> STALLS = new ResultTable<Stall>(
                    "stalls", "one wait of a CPU or of its message for another CPU, longer than the threshold")
            .longs("stall_id", "", "counted from 0", Stall::id)
            .longs("begin_ns", "ns", "when the wait began, on the recording's clock", Stall::beginNs)
            .longs("end_ns", "ns", "when it ended, or the last time it is known to have lasted", Stall::endNs)
            .longs("duration_ns", "ns", "end_ns - begin_ns", Stall::durationNs)
            .ints("waiter_cpu", "who waited, or whose message did", "not told", Stall::waiterCpu)
            .ints("target_cpu", "whom it waited for", "a lock whose owner is not known", Stall::targetCpu)
            .texts("function", true, "the function called, or what was waited for", "not told", Stall::function)
            .verdicts("cause", "the cause of the longest part", "", Stall::cause)
            .longs(
                    "root_ipi_id",
                    "",
                    "the first lost edge behind it, a row of ipis",
                    "no lost edge is behind it",
                    stall -> stall.rootIpiId() < 0,
                    Stall::rootIpiId)
            .verdicts("grade", "how firmly the cause stands: shown, inferred or possible", "", Stall::grade)
            .texts(
                    "evidence",
                    false,
                    "the events it rests on, its root first, then in time order",
                    "none",
                    ResultTables::evidence)
            .texts(
                    "overturned_by",
                    true,
                    "what observation would overturn the cause",
                    "nothing named",
                    Stall::overturnedBy)
            .truths("ended", "whether the recording shows the end", Stall::ended)
            .verdicts(
                    "sender",
                    "what the sender did meanwhile: spun (wait=1), slept, or went on (wait=0), so that only the message waited",
                    "",
                    Stall::sender)
            .texts("rule", true, "the rule of attribution that was applied", "none", Stall::rule)
            .texts("parts", false, "the wait cut where its cause changes", "one part", ResultTables::parts);

    /** One row per rescue. */
    public static final ResultTable<Rescue> RESCUES = new ResultTable<Rescue>(
                    "rescues", "one message handled by other means than its own interrupt")
            .longs("time_ns", "ns", "when, on the recording's clock", Rescue::timestampNs)
            .ints("cpu", "the target that handled it", "not told", Rescue::cpu)
            .names("message", "which message", "", Rescue::message)
            .verdicts("by", "the means", "", Rescue::by)
            .names("inside", "the interrupt at whose end it was handled", "none", Rescue::inside)
            .verdicts("edge", "what had become of its edge", "", Rescue::edge)
            .longs(
                    "age_ns",
                    "ns",
                    "time from send to rescue",
                    "the send is not known",
                    r -> r.ageNs() < 0,
                    Rescue::ageNs)
            .longs("ipi_id", "", "the message, a row of ipis", "not known", r -> r.ipiId() < 0, Rescue::ipiId);

    /** One row per masked window. */
    public static final ResultTable<MaskedWindow> WINDOWS = new ResultTable<MaskedWindow>(
                    "windows", "one stretch in which one CPU took no interrupts")
            .ints("cpu", "the CPU", "not told", MaskedWindow::cpu)
            .longs("begin_ns", "ns", "first event that shows the mask, on the recording's clock", MaskedWindow::beginNs)
            .longs("end_ns", "ns", "last event that shows it", MaskedWindow::endNs)
            .longs("duration_ns", "ns", "end_ns - begin_ns", window -> window.endNs() - window.beginNs())
            .names("kind", "the handler it was in", "interrupts were off outside any handler", MaskedWindow::kind)
            .ints("irq", "irq number or vector", "not told", MaskedWindow::irq)
            .texts("name", true, "handler name or caller", "not told", MaskedWindow::name);

    /** One row per reading, counter and CPU. */
    public static final ResultTable<CounterDelta> COUNTERS = new ResultTable<CounterDelta>(
                    "counters", "one counter of one CPU in one reading")
            .longs(
                    "time_ns",
                    "ns",
                    "when the reading began, on the readings' clock",
                    "the reading carries no time",
                    delta -> delta.timeNs() == CounterSnapshot.NO_TIME,
                    CounterDelta::timeNs)
            .texts("row", true, "the label before the colon", "", CounterDelta::row)
            .ints("cpu", "the CPU", "the count is of the whole machine", CounterDelta::cpu)
            .longs(
                    "count",
                    "",
                    "the count",
                    "its CPU or row went away",
                    delta -> delta.count() == CounterDelta.UNKNOWN,
                    CounterDelta::count)
            .longs(
                    "delta",
                    "",
                    "growth since the count was last seen",
                    "not seen before, or it was reset",
                    delta -> delta.delta() == CounterDelta.UNKNOWN,
                    CounterDelta::delta)
            .doubles(
                    "rate_per_s",
                    "1/s",
                    "that growth per second",
                    "growth or time is not known",
                    CounterDelta::ratePerS)
            .texts(
                    "event",
                    true,
                    "first, wrap, reset, reboot, cpu_online, cpu_offline, row_new, row_back or row_gone",
                    "nothing special",
                    delta -> delta.event().label());

    /** One row per prediction. */
    public static final ResultTable<Prediction> HYPOTHESES = new ResultTable<Prediction>(
                    "hypotheses", "one prediction of one hypothesis about the hardware")
            .verdicts("hypothesis", "which hypothesis", "", Prediction::hypothesis)
            .texts("prediction", false, "what it predicts", "", Prediction::statement)
            .doubles("predicted", "", "the predicted number", "no number follows from it", Prediction::predicted)
            .doubles("observed", "", "the observed number", "not observed", Prediction::observed)
            .doubles("low", "", "lower end of the observation's 95% interval", "no interval", Prediction::low)
            .doubles("high", "", "upper end", "no interval", Prediction::high)
            .verdicts("verdict", "what follows for the hypothesis", "", Prediction::verdict)
            .verdicts("unit", "what the numbers count", "", Prediction::unit);

    /** One row per counter of losses. */
    public static final ResultTable<Loss> LOSSES = new ResultTable<Loss>(
                    "losses", "one counter of what was lost or refused")
            .texts("source", true, "the file or stream", "", Loss::source)
            .texts("counter", false, "what was lost", "", Loss::counter)
            .verdicts("severity", "info, data_loss or error", "", Loss::severity)
            .longs("count", "", "how many", Loss::count)
            .longs(
                    "first_position",
                    "",
                    "line or offset of the first",
                    "not told",
                    loss -> loss.firstPosition() < 0,
                    Loss::firstPosition)
            .texts("forbids", true, "what can't be concluded because of it", "nothing", Loss::forbids);

    private ResultTables() {}

    /** {@return every table an analysis writes, then the table of events, which is written on request} */
    public static List<ResultTable<?>> all() {
        return List.of(IPIS, STALLS, RESCUES, WINDOWS, COUNTERS, HYPOTHESES, LOSSES, EventTable.EVENTS);
    }

    private static String evidence(Stall stall) {
        return stall.evidence().stream().map(ResultTables::text).collect(Collectors.joining("; "));
    }

    private static String text(Evidence evidence) {
        String cpu = evidence.cpu() < 0 ? "" : " CPU " + evidence.cpu();
        return evidence.timestampNs() + " ns" + cpu + " at " + evidence.position() + ": " + evidence.says();
    }

    private static String parts(Stall stall) {
        return stall.parts().size() < 2
                ? ""
                : stall.parts().stream()
                        .map(part -> part.beginNs() + " ns " + ResultTable.lowerCase(part.cause())
                                + (part.detail().isEmpty() ? "" : ": " + part.detail()))
                        .collect(Collectors.joining("; "));
    }
}

package lostedge.analysis.result;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import lostedge.analysis.result.Difference.Form;
import lostedge.analysis.result.FindingSummary.StallTotal;
import lostedge.analysis.statistics.Interval;
import lostedge.analysis.statistics.LatencySummary;
import lostedge.analysis.statistics.Proportion;
import lostedge.analysis.statistics.QuantileDifference;
import lostedge.analysis.statistics.RateRatio;
import lostedge.analysis.statistics.Survival;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.LostEdges;
import lostedge.engine.finding.Stall;

/** Two results side by side, such as before and after a patch: what differs, and whether beyond noise. */
public final class Comparison {
    /** The name of the quantity that compares how often any stall occurs. */
    public static final String STALL_RATE = "stalls per second";

    private static final long SEED = 1;

    private final AnalysisResult first;
    private final AnalysisResult second;

    /** Compares a second result with a first. */
    public Comparison(AnalysisResult first, AnalysisResult second) {
        this.first = first;
        this.second = second;
    }

    /** {@return the first result} */
    public AnalysisResult first() {
        return first;
    }

    /** {@return the second result} */
    public AnalysisResult second() {
        return second;
    }

    /** {@return every quantity both results can show; a cause or message that neither has is left out} */
    public List<Difference> differences() {
        List<Difference> list = new ArrayList<>();
        stallRates(list);
        messageShares(list);
        lostEdges().ifPresent(list::add);
        latencies(list);
        return list;
    }

    /** {@return the log-rank test of how long stalls last} */
    public Survival.LogRank stallDurations() {
        return survival(first).logRank(survival(second));
    }

    /** {@return how long stalls of a result last} */
    public static Survival survival(AnalysisResult result) {
        return Survival.of(result.findings().endedStalls(), result.findings().unendedStalls());
    }

    private void stallRates(List<Difference> list) {
        double seconds1 = seconds(first);
        double seconds2 = seconds(second);
        if (!(seconds1 > 0) || !(seconds2 > 0)) {
            return;
        }
        list.add(rate(
                STALL_RATE,
                first.findings().stalls(),
                seconds1,
                second.findings().stalls(),
                seconds2));
        Set<Stall.Cause> causes = EnumSet.noneOf(Stall.Cause.class);
        causes.addAll(first.findings().stallsByCause().keySet());
        causes.addAll(second.findings().stallsByCause().keySet());
        for (Stall.Cause cause : causes) {
            String name =
                    STALL_RATE + ", " + cause.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            list.add(rate(name, stalls(first, cause), seconds1, stalls(second, cause), seconds2));
        }
    }

    private static long stalls(AnalysisResult result, Stall.Cause cause) {
        StallTotal total = result.findings().stallsByCause().get(cause);
        return total == null ? 0 : total.count();
    }

    private static Difference rate(String name, long count1, double seconds1, long count2, double seconds2) {
        return new Difference(
                name,
                Form.RATE,
                count1 / seconds1,
                count2 / seconds2,
                RateRatio.exact(count2, seconds2, count1, seconds1, Interval.USUAL_CONFIDENCE),
                "exact conditional interval of the ratio of two Poisson rates");
    }

    private void messageShares(List<Difference> list) {
        long messages1 = first.findings().ipis();
        long messages2 = second.findings().ipis();
        if (messages1 == 0 || messages2 == 0) {
            return;
        }
        RescueCounts rescues1 = RescueCounts.ofEvents(first.findings());
        RescueCounts rescues2 = RescueCounts.ofEvents(second.findings());
        list.add(share(
                "messages rescued",
                Proportion.wilson(Math.min(rescues1.total(), messages1), messages1),
                Proportion.wilson(Math.min(rescues2.total(), messages2), messages2)));
        if (rescues1.total() > 0 && rescues2.total() > 0) {
            list.add(share(
                    "CALL_FUNC among rescued messages",
                    rescues1.share(IpiMessage.CALL_FUNC),
                    rescues2.share(IpiMessage.CALL_FUNC)));
        }
    }

    private static Difference share(String name, Interval share1, Interval share2) {
        return new Difference(
                name,
                Form.SHARE,
                share1.estimate(),
                share2.estimate(),
                share2.minus(share1),
                "Newcombe's difference of two Wilson intervals");
    }

    private Optional<Difference> lostEdges() {
        LostEdges books1 = first.lostEdges();
        LostEdges books2 = second.lostEdges();
        if (books1 == null || books2 == null || books1.sends() == 0 || books2.sends() == 0) {
            return Optional.empty();
        }
        Interval share1 = lostShare(books1);
        Interval share2 = lostShare(books2);
        return Optional.of(new Difference(
                "edges lost per send",
                Form.SHARE,
                share1.estimate(),
                share2.estimate(),
                share2.minus(share1),
                "difference of the two books' intervals (MOVER)"));
    }

    private static Interval lostShare(LostEdges books) {
        double sends = books.sends();
        return new Interval(
                books.estimate() / sends, books.low() / sends, books.high() / sends, Interval.USUAL_CONFIDENCE);
    }

    private void latencies(List<Difference> list) {
        for (IpiMessage message : IpiMessage.values()) {
            LatencySummary latency1 = first.findings().latencies().get(message);
            LatencySummary latency2 = second.findings().latencies().get(message);
            if (latency1 != null && latency2 != null && latency1.count() > 1 && latency2.count() > 1) {
                list.add(quantile("median time to handle " + message, latency1, latency2, 0.5));
                list.add(quantile("99% quantile of the time to handle " + message, latency1, latency2, 0.99));
            }
        }
    }

    /** A duration is the difference of two stamps, so each clock leaves it uncertain by a step either way. */
    private Difference quantile(String name, LatencySummary latency1, LatencySummary latency2, double share) {
        return new Difference(
                name,
                Form.DURATION,
                latency1.quantileNs(share),
                latency2.quantileNs(share),
                QuantileDifference.bootstrap(
                                latency1,
                                latency2,
                                share,
                                Interval.USUAL_CONFIDENCE,
                                QuantileDifference.USUAL_REPLICATES,
                                SEED)
                        .widened(stepNs(first) + stepNs(second)),
                "bootstrap percentile interval, " + QuantileDifference.USUAL_REPLICATES
                        + " replicates, and a step of each clock");
    }

    private static double stepNs(AnalysisResult result) {
        return result.recordings().stream()
                .filter(facts -> facts.events() > 0)
                .mapToDouble(facts -> facts.clock().resolutionNs())
                .max()
                .orElse(0);
    }

    /** {@return seconds the events of a result span, 0 if its clock has no durations} */
    public static double seconds(AnalysisResult result) {
        return result.recordings().stream()
                        .filter(facts -> facts.events() > 0 && facts.clock().hasDurations())
                        .mapToLong(facts -> facts.endNs() - facts.beginNs())
                        .max()
                        .orElse(0)
                / 1e9;
    }
}

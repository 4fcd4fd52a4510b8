package lostedge.engine.hypothesis;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.books.Books;
import lostedge.engine.books.Books.Poll;
import lostedge.engine.books.EdgeCounts;
import lostedge.engine.books.LostShare;
import lostedge.engine.finding.Hypothesis;
import lostedge.engine.finding.Hypothesis.Verdict;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.LostEdges;
import lostedge.engine.finding.Prediction;
import lostedge.engine.finding.Prediction.Unit;
import lostedge.engine.rescue.RescueTally;

/** The ledger of the rival hypotheses: every prediction that can be tested on a recording, with what was observed. */
public final class Rivals {
    private static final double Z95 = 1.959964;
    private static final double HALF = 0.5;
    private static final double LEAST_SHARE = 0.1;

    private final Books books;
    private final LostEdges lost;
    private final Proportion single;
    private final Standing standing;
    private final List<Prediction> rows = new ArrayList<>();

    private Rivals(Books books, EdgeCounts edges) {
        this.books = books;
        this.lost = books.lost();
        long passedOver = edges.intoHandlers(Ipi.Edge.LOST);
        this.single = new Proportion(passedOver, passedOver + edges.intoHandlers(Ipi.Edge.LATCHED));
        this.standing = Standing.of(books, edges);
    }

    /**
     * {@return the ledger of a recording}
     *
     * @param books its books
     * @param edges how its replay settled the edges one by one
     */
    public static List<Prediction> weigh(Books books, EdgeCounts edges) {
        Rivals rivals = new Rivals(books, edges);
        rivals.count();
        rivals.share();
        rivals.singleEdges();
        rivals.wayOut();
        rivals.plainSections();
        return rivals.rows;
    }

    /** {@return the ledger where nothing but counters was recorded} */
    public static List<Prediction> ofCountersAlone() {
        List<Prediction> rows = new ArrayList<>();
        for (Hypothesis name : Hypothesis.values()) {
            rows.add(new Prediction(
                    name,
                    "nothing that counters alone could show; a trace of ipi_send_cpu, ipi_send_cpumask, csd_*, irq_handler_*"
                            + " and softirq_* on clock mono beside them could",
                    Unit.NONE,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Verdict.UNDETERMINED));
        }
        return rows;
    }

    private static Verdict verdict(Standing standing, Standing needed) {
        if (standing == Standing.OPEN) {
            return Verdict.UNDETERMINED;
        }
        return standing == needed ? Verdict.SUPPORTED : Verdict.CONTRADICTED;
    }

    /** {@return the verdict on latched edges of a lost share that may be this high} */
    private Verdict latched(double mostLost) {
        boolean bounds = mostLost <= Standing.MOST_LOST_OF_MASKED;
        return standing == Standing.LATCHED && !bounds ? Verdict.UNDETERMINED : verdict(standing, Standing.LATCHED);
    }

    private void add(
            Hypothesis name,
            String prediction,
            Unit unit,
            double predicted,
            double observed,
            double low,
            double high,
            Verdict verdict) {
        rows.add(new Prediction(name, prediction, unit, predicted, observed, low, high, verdict));
    }

    /** The number of lost edges, by the books. */
    private void count() {
        String how = lost.bound() ? " (bounds)" : Double.isNaN(lost.high()) ? " (" + lost.method() + ")" : "";
        Verdict elided = standing == Standing.LOST ? Verdict.CONTRADICTED : Verdict.UNDETERMINED;
        add(
                Hypothesis.LATCHED,
                "edges left over in the books" + how,
                Unit.EDGES,
                0,
                lost.estimate(),
                lost.low(),
                lost.high(),
                verdict(standing, Standing.LATCHED));
        add(
                Hypothesis.ELIDED_NOT_LOST,
                "edges left over in the books" + how + ": a message that was never sent has none",
                Unit.EDGES,
                0,
                lost.estimate(),
                lost.low(),
                lost.high(),
                elided);
        String same = "edges left over in the books" + how + ": some or all of those that met a mask";
        add(
                Hypothesis.LOST_IN_ENTINT,
                same,
                Unit.EDGES,
                Double.NaN,
                lost.estimate(),
                lost.low(),
                lost.high(),
                verdict(standing, Standing.LOST));
        add(
                Hypothesis.LOST_AT_IPL7,
                same,
                Unit.EDGES,
                Double.NaN,
                lost.estimate(),
                lost.low(),
                lost.high(),
                standing == Standing.LATCHED ? Verdict.CONTRADICTED : Verdict.UNDETERMINED);
    }

    /** The share of the edges that met a handler, and the likelihood of all of them lost over none. */
    private void share() {
        LostShare share = books.share();
        if (Double.isNaN(share.estimate())) {
            return;
        }
        add(
                Hypothesis.LOST_IN_ENTINT,
                "share of the edges sent into a handler that is lost, 1 if all are",
                Unit.LOST_SHARE,
                1,
                share.estimate(),
                share.low(),
                share.high(),
                verdict(standing, Standing.LOST));
        add(
                Hypothesis.LATCHED,
                "share of the edges sent into a handler that is lost, by the books",
                Unit.LOST_SHARE,
                0,
                share.estimate(),
                share.low(),
                share.high(),
                latched(share.high()));
        double error = (lost.high() - lost.low()) / 2 / Z95;
        if (!lost.bound() && error > 0 && share.masked() > 0) {
            add(
                    Hypothesis.LOST_IN_ENTINT,
                    "log10 likelihood of the best share from a tenth on of the edges sent into a handler lost, over none lost:"
                            + " above 0",
                    Unit.LOG10_LIKELIHOOD,
                    Double.NaN,
                    logLikelihoodRatio(lost.estimate(), error),
                    logLikelihoodRatio(lost.low(), error),
                    logLikelihoodRatio(lost.high(), error),
                    verdict(standing, Standing.LOST));
        }
    }

    private double logLikelihoodRatio(double count, double error) {
        double masked = books.share().masked();
        double best = Math.max(LEAST_SHARE * masked, Math.min(masked, count));
        double none = count / error;
        double some = (count - best) / error;
        return (none * none - some * some) / 2 / Math.log(10);
    }

    /** Edges whose own fate is known: passed over, or answered as the target left its mask. */
    private void singleEdges() {
        if (single.trials() == 0 || books.poll() == Poll.PRESENT) {
            return;
        }
        add(
                Hypothesis.LATCHED,
                "share of the edges sent into a handler that the target passes over",
                Unit.LOST_SHARE,
                0,
                single.estimate(),
                single.low(),
                single.high(),
                latched(single.high()));
        add(
                Hypothesis.LOST_IN_ENTINT,
                "share of the edges sent into a handler that the target passes over, 1 if all are lost",
                Unit.LOST_SHARE,
                1,
                single.estimate(),
                single.low(),
                single.high(),
                verdict(standing, Standing.LOST));
        add(
                Hypothesis.LOST_IN_ENTINT,
                "log10 likelihood of that share over one false proof in a hundred; above 0",
                Unit.LOG10_LIKELIHOOD,
                Double.NaN,
                logLikelihoodRatio(single.estimate()),
                logLikelihoodRatio(single.low()),
                logLikelihoodRatio(single.high()),
                verdict(standing, Standing.LOST));
    }

    private double logLikelihoodRatio(double share) {
        if (share <= Standing.FALSE_PROOFS) {
            return 0;
        }
        double hits = share * Math.log10(share / Standing.FALSE_PROOFS);
        double misses = share >= 1 ? 0 : (1 - share) * Math.log10((1 - share) / (1 - Standing.FALSE_PROOFS));
        return single.trials() * (hits + misses);
    }

    /** Empty deliveries, by the time they take. */
    private void wayOut() {
        RescueTally rescues = books.rescues();
        double slower = rescues.slowerAfterRescue();
        if (books.poll() != Poll.PRESENT || !books.ordered() || Double.isNaN(slower)) {
            return;
        }
        double half = Z95 * rescues.slowerAfterRescueError();
        double low = Math.max(0, slower - half);
        double high = Math.min(1, slower + half);
        Verdict latched = high < HALF ? against(Standing.LATCHED) : inFavour(Standing.LATCHED);
        Verdict losing = high < HALF ? inFavour(Standing.LOST) : against(Standing.LOST);
        add(
                Hypothesis.LATCHED,
                "chance that softirqs begin later after a rescue than after a poll that found nothing: one half or more,"
                        + " for the latched edge is delivered empty before them",
                Unit.SHARE,
                HALF,
                slower,
                low,
                high,
                latched);
        add(
                Hypothesis.LOST_IN_ENTINT,
                "the same chance: well below one half, for nothing is left to deliver",
                Unit.SHARE,
                0,
                slower,
                low,
                high,
                losing);
    }

    /** The way out alone decides nothing; it counts where it agrees with the rest. */
    private Verdict inFavour(Standing of) {
        return standing == of ? Verdict.SUPPORTED : Verdict.UNDETERMINED;
    }

    private Verdict against(Standing of) {
        return standing != of && standing != Standing.OPEN ? Verdict.CONTRADICTED : Verdict.UNDETERMINED;
    }

    /** Edges that met interrupts switched off by the kernel itself. */
    private void plainSections() {
        RescueTally rescues = books.rescues();
        long met = rescues.metPlainSections();
        if (met == 0 || !books.ordered()) {
            return;
        }
        Proportion unanswered = new Proportion(met - rescues.answeredAfterPlainSections(), met);
        Verdict verdict = unanswered.high() < HALF ? Verdict.CONTRADICTED : Verdict.UNDETERMINED;
        add(
                Hypothesis.LOST_AT_IPL7,
                "share of the edges sent into a section with interrupts off, outside handlers, that no interrupt of their"
                        + " own answers",
                Unit.SHARE,
                1,
                unanswered.estimate(),
                unanswered.low(),
                unanswered.high(),
                verdict);
    }
}

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
    private static final double HALF = 0.5;
    private static final double LEAST_SHARE = 0.1;

    private final Books books;
    private final LostEdges lost;
    private final Observation leftOver;
    /** Edges sent into a handler whose own fate is known, and the share of them that was passed over. */
    private final long singles;

    private final Observation passedOver;
    private final Standing standing;
    private final List<Prediction> rows = new ArrayList<>();

    private Rivals(Books books, EdgeCounts edges) {
        this.books = books;
        this.lost = books.lost();
        this.leftOver = Observation.of(lost);
        long lostSingly = edges.intoHandlers(Ipi.Edge.LOST);
        this.singles = lostSingly + edges.intoHandlers(Ipi.Edge.LATCHED);
        this.passedOver = Observation.ofShare(lostSingly, singles);
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
            Hypothesis name, String prediction, Unit unit, double predicted, Observation observed, Verdict verdict) {
        rows.add(new Prediction(
                name, prediction, unit, predicted, observed.value(), observed.low(), observed.high(), verdict));
    }

    /** The number of lost edges, by the books. */
    private void count() {
        String how = lost.bound() ? " (bounds)" : !lost.isBalanced() ? " (" + lost.method() + ")" : "";
        Verdict elided = standing == Standing.LOST ? Verdict.CONTRADICTED : Verdict.UNDETERMINED;
        add(
                Hypothesis.LATCHED,
                "edges left over in the books" + how,
                Unit.EDGES,
                0,
                leftOver,
                verdict(standing, Standing.LATCHED));
        add(
                Hypothesis.ELIDED_NOT_LOST,
                "edges left over in the books" + how + ": a message that was never sent has none",
                Unit.EDGES,
                0,
                leftOver,
                elided);
        String same = "edges left over in the books" + how + ": some or all of those that met a mask";
        add(Hypothesis.LOST_IN_ENTINT, same, Unit.EDGES, Double.NaN, leftOver, verdict(standing, Standing.LOST));
        add(
                Hypothesis.LOST_AT_IPL7,
                same,
                Unit.EDGES,
                Double.NaN,
                leftOver,
                standing == Standing.LATCHED ? Verdict.CONTRADICTED : Verdict.UNDETERMINED);
    }

    /** The share of the edges that met a handler, and the likelihood of all of them lost over none. */
    private void share() {
        LostShare share = books.share();
        if (Double.isNaN(share.estimate())) {
            return;
        }
        Observation observed = Observation.of(share);
        add(
                Hypothesis.LOST_IN_ENTINT,
                "share of the edges sent into a handler that is lost, 1 if all are",
                Unit.LOST_SHARE,
                1,
                observed,
                verdict(standing, Standing.LOST));
        add(
                Hypothesis.LATCHED,
                "share of the edges sent into a handler that is lost, by the books",
                Unit.LOST_SHARE,
                0,
                observed,
                latched(share.high()));
        double error = (lost.high() - lost.low()) / 2 / Observation.Z95;
        if (!lost.bound() && error > 0 && share.masked() > 0) {
            add(
                    Hypothesis.LOST_IN_ENTINT,
                    "log10 likelihood of the best share from a tenth on of the edges sent into a handler lost, over none lost:"
                            + " above 0",
                    Unit.LOG10_LIKELIHOOD,
                    Double.NaN,
                    leftOver.through(number -> logLikelihoodRatio(number, error)),
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
        if (singles == 0 || books.poll() == Poll.PRESENT) {
            return;
        }
        add(
                Hypothesis.LATCHED,
                "share of the edges sent into a handler that the target passes over",
                Unit.LOST_SHARE,
                0,
                passedOver,
                latched(passedOver.high()));
        add(
                Hypothesis.LOST_IN_ENTINT,
                "share of the edges sent into a handler that the target passes over, 1 if all are lost",
                Unit.LOST_SHARE,
                1,
                passedOver,
                verdict(standing, Standing.LOST));
        add(
                Hypothesis.LOST_IN_ENTINT,
                "log10 likelihood of that share over one false proof in a hundred; above 0",
                Unit.LOG10_LIKELIHOOD,
                Double.NaN,
                passedOver.through(this::logLikelihoodRatio),
                verdict(standing, Standing.LOST));
    }

    private double logLikelihoodRatio(double share) {
        if (share <= Standing.FALSE_PROOFS) {
            return 0;
        }
        double hits = share * Math.log10(share / Standing.FALSE_PROOFS);
        double misses = share >= 1 ? 0 : (1 - share) * Math.log10((1 - share) / (1 - Standing.FALSE_PROOFS));
        return singles * (hits + misses);
    }

    /** Empty deliveries, by the time they take. */
    private void wayOut() {
        RescueTally rescues = books.rescues();
        double slower = rescues.slowerAfterRescue();
        if (books.poll() != Poll.PRESENT || !books.ordered() || Double.isNaN(slower)) {
            return;
        }
        Observation chance = Observation.withError(slower, rescues.slowerAfterRescueError());
        boolean isSmall = chance.high() < HALF;
        Verdict latched = isSmall ? against(Standing.LATCHED) : inFavour(Standing.LATCHED);
        Verdict losing = isSmall ? inFavour(Standing.LOST) : against(Standing.LOST);
        add(
                Hypothesis.LATCHED,
                "chance that softirqs begin later after a rescue than after a poll that found nothing: one half or more,"
                        + " for the latched edge is delivered empty before them",
                Unit.SHARE,
                HALF,
                chance,
                latched);
        add(
                Hypothesis.LOST_IN_ENTINT,
                "the same chance: well below one half, for nothing is left to deliver",
                Unit.SHARE,
                0,
                chance,
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
        Observation unanswered = Observation.ofShare(met - rescues.answeredAfterPlainSections(), met);
        Verdict verdict = unanswered.high() < HALF ? Verdict.CONTRADICTED : Verdict.UNDETERMINED;
        add(
                Hypothesis.LOST_AT_IPL7,
                "share of the edges sent into a section with interrupts off, outside handlers, that no interrupt of their"
                        + " own answers",
                Unit.SHARE,
                1,
                unanswered,
                verdict);
    }
}

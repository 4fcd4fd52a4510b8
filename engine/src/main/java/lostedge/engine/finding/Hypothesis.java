package lostedge.engine.finding;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rival explanations of a message that its target did not take at once. */
public enum Hypothesis {
    /** Edges are lost while the target is inside {@code do_entInt}. */
    LOST_IN_ENTINT,
    /** Edges are lost whenever the target is at IPL 7. */
    LOST_AT_IPL7,
    /** Edges are latched and delivered when IPL falls. */
    LATCHED,
    /** Nothing was lost: messages were elided behind a queue that was not empty. */
    ELIDED_NOT_LOST;

    /** What data say of a hypothesis. */
    public enum Verdict {
        /** The data favour it over every rival. */
        SUPPORTED,
        /** The data exclude it. */
        CONTRADICTED,
        /** The data do not separate it from a rival. */
        UNDETERMINED
    }

    /**
     * {@return what follows from all predictions together: one that failed contradicts the hypothesis, whatever the
     * others say; it is supported if none failed and at least one speaks for it}
     */
    public Verdict verdict(Collection<Prediction> ledger) {
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        for (Prediction one : ledger) {
            if (one.hypothesis() == this) {
                verdicts.add(one.verdict());
            }
        }
        if (verdicts.contains(Verdict.CONTRADICTED)) {
            return Verdict.CONTRADICTED;
        }
        return verdicts.contains(Verdict.SUPPORTED) ? Verdict.SUPPORTED : Verdict.UNDETERMINED;
    }

    /**
     * {@return how much of the edges that met a masked target was lost, as its predictions have it; of several, the one
     * that leaves the widest room; null if none tells} It bounds a verdict: a machine that loses a smaller part looks
     * like one that loses none, and one that loses a part like one that loses all.
     */
    public @Nullable Prediction lostShare(Collection<Prediction> ledger) {
        return ledger.stream()
                .filter(one -> one.hypothesis() == this && one.unit() == Prediction.Unit.LOST_SHARE)
                .filter(one -> one.verdict() == verdict(ledger))
                .max(Comparator.comparingDouble(one -> one.high() - one.low()))
                .orElse(null);
    }
}

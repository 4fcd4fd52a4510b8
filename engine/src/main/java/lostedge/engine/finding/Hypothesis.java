package lostedge.engine.finding;

/**
 * One prediction of one hypothesis about the hardware, held against a recording.
 *
 * @param name the hypothesis
 * @param prediction what it predicts, in words
 * @param unit what the numbers count
 * @param predicted the predicted number, or NaN
 * @param observed the observed number, or NaN
 * @param low lower end of the observation's 95% interval, or NaN
 * @param high upper end, or NaN
 * @param verdict what follows for the hypothesis from this prediction
 */
public record Hypothesis(
        Name name,
        String prediction,
        Unit unit,
        double predicted,
        double observed,
        double low,
        double high,
        Verdict verdict) {

    /** The rival explanations. */
    public enum Name {
        /** Edges are lost while the target is inside {@code do_entInt}. */
        LOST_IN_ENTINT,
        /** Edges are lost whenever the target is at IPL 7. */
        LOST_AT_IPL7,
        /** Edges are latched and delivered when IPL falls. */
        LATCHED,
        /** Nothing was lost: messages were elided behind a queue that was not empty. */
        ELIDED_NOT_LOST
    }

    /** What the numbers of a prediction count. */
    public enum Unit {
        /** Edges, from 0. */
        EDGES,
        /** A fraction of 1: a share or a chance. */
        SHARE,
        /** A decadic logarithm of a ratio of likelihoods, 0 if both are equal. */
        LOG10_LIKELIHOOD,
        /** Nothing: the prediction has no numbers. */
        NONE
    }

    /** What data say of a hypothesis. */
    public enum Verdict {
        /** The data favour it over every rival. */
        SUPPORTED,
        /** The data exclude it. */
        CONTRADICTED,
        /** The data do not separate it from a rival. */
        UNDETERMINED
    }
}

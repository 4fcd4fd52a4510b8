package lostedge.engine.finding;

/**
 * One prediction of one hypothesis about the hardware, held against a recording.
 *
 * @param hypothesis whose prediction it is
 * @param statement what it predicts, in words
 * @param unit what the numbers count
 * @param predicted the predicted number, or NaN
 * @param observed the observed number, or NaN
 * @param low lower end of the observation's 95% interval, or NaN
 * @param high upper end, or NaN
 * @param verdict what follows for the hypothesis from this prediction
 */
public record Prediction(
        Hypothesis hypothesis,
        String statement,
        Unit unit,
        double predicted,
        double observed,
        double low,
        double high,
        Hypothesis.Verdict verdict) {

    /** What the numbers of a prediction count. */
    public enum Unit {
        /** Edges, from 0. */
        EDGES,
        /** A fraction of 1: a share or a chance. */
        SHARE,
        /** A fraction of the edges that met a masked target: those that were lost. */
        LOST_SHARE,
        /** A decadic logarithm of a ratio of likelihoods, 0 if both are equal. */
        LOG10_LIKELIHOOD,
        /** Nothing: the prediction has no numbers. */
        NONE
    }
}

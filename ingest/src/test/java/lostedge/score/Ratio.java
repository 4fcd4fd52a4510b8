package lostedge.score;

import java.util.Locale;
import lostedge.engine.hypothesis.Observation;

/**
 * Hits out of tries, with its 95% interval.
 *
 * @param hits how many were right
 * @param tries of how many
 */
record Ratio(long hits, long tries) {
    /** {@return the ratio, or 1 where there was nothing to try} */
    double value() {
        return tries == 0 ? 1 : (double) hits / tries;
    }

    /** {@return the ratio with its interval and counts, or a dash where there was nothing to try} */
    @Override
    public String toString() {
        if (tries == 0) {
            return "-";
        }
        Observation interval = Observation.ofShare(hits, tries);
        return String.format(
                Locale.ROOT, "%.3f (%.2f-%.2f, %d/%d)", value(), interval.low(), interval.high(), hits, tries);
    }
}

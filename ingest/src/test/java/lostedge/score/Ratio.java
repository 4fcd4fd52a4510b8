package lostedge.score;

import java.util.Locale;

/**
 * Hits out of tries, with Wilson's 95% interval (Wilson 1927).
 *
 * @param hits how many were right
 * @param tries of how many
 */
record Ratio(long hits, long tries) {
    private static final double Z = 1.959964;

    /** {@return the ratio, or 1 where there was nothing to try} */
    double value() {
        return tries == 0 ? 1 : (double) hits / tries;
    }

    private double bound(int sign) {
        double n = tries;
        double p = value();
        double middle = p + Z * Z / (2 * n);
        double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return (middle + sign * half) / (1 + Z * Z / n);
    }

    /** {@return the ratio with its interval and counts, or a dash where there was nothing to try} */
    @Override
    public String toString() {
        if (tries == 0) {
            return "-";
        }
        return String.format(
                Locale.ROOT,
                "%.3f (%.2f-%.2f, %d/%d)",
                value(),
                Math.max(0, bound(-1)),
                Math.min(1, bound(1)),
                hits,
                tries);
    }
}

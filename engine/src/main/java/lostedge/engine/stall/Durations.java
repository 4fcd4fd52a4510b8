package lostedge.engine.stall;

import java.util.Locale;

/** Durations in words. */
final class Durations {
    private Durations() {}

    /** {@return a duration with three digits and its unit, such as "12.5 ms"} */
    static String text(long ns) {
        double magnitude = Math.abs((double) ns);
        if (magnitude >= 1e9) {
            return digits(ns / 1e9) + " s";
        }
        if (magnitude >= 1e6) {
            return digits(ns / 1e6) + " ms";
        }
        return magnitude >= 1e3 ? digits(ns / 1e3) + " us" : ns + " ns";
    }

    private static String digits(double value) {
        double magnitude = Math.abs(value);
        return String.format(Locale.ROOT, magnitude >= 100 ? "%.0f" : magnitude >= 10 ? "%.1f" : "%.2f", value);
    }
}

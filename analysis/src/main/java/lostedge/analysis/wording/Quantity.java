package lostedge.analysis.wording;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.DoubleFunction;

/** Numbers as text for readers: three significant digits, with their unit. */
public final class Quantity {
    private static final String[] TIME_UNITS = {"ns", "µs", "ms", "s"};

    private Quantity() {}

    /** {@return a duration such as "412 ns", "1.24 µs", "15 ms" or "312 s"} */
    public static String duration(double ns) {
        double value = ns;
        int unit = 0;
        while (unit < TIME_UNITS.length - 1 && Math.abs(value) >= 999.5) {
            value /= 1000;
            unit++;
        }
        return number(value) + " " + TIME_UNITS[unit];
    }

    /** {@return a time on a recording's clock such as "41.202370 s", with as many digits as it has, in threes} */
    public static String time(long ns) {
        BigDecimal seconds = BigDecimal.valueOf(ns, 9);
        int digits = ns % 1_000_000 == 0 ? 3 : ns % 1000 == 0 ? 6 : 9;
        return seconds.setScale(digits, RoundingMode.UNNECESSARY).toPlainString() + " s";
    }

    /** {@return a number of things such as "1,234,567"} */
    public static String count(long count) {
        StringBuilder digits = new StringBuilder(Long.toString(count));
        for (int at = digits.length() - 3; at > (count < 0 ? 1 : 0); at -= 3) {
            digits.insert(at, ',');
        }
        return digits.toString();
    }

    /** {@return a count with its noun, in the plural unless it is 1} */
    public static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** {@return a share such as "94.1%"; a share that is not quite 0 or 1 never reads as if it were} */
    public static String percent(double share) {
        if (Double.isNaN(share)) {
            return "unknown";
        }
        if (share > 0.9995 && share < 1) {
            return "> 99.9%";
        }
        if (share > 0 && share < 0.0005) {
            return "< 0.1%";
        }
        BigDecimal rounded = new BigDecimal(share * 100).round(new MathContext(3));
        BigDecimal shown = rounded.setScale(Math.min(2, Math.max(0, rounded.scale())), RoundingMode.HALF_EVEN);
        return (shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString()) + "%";
    }

    /** {@return a number with three significant digits, or all digits before the point} */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "unknown";
        }
        if (value < 0) {
            return "−" + number(-value);
        }
        if (Double.isInfinite(value)) {
            return "∞";
        }
        if (value >= 999.5) {
            return count(Math.round(value));
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /**
     * {@return a change such as "+1.2 ms", with its sign unless it is 0}
     *
     * @param words writes its size
     */
    public static String signed(double change, DoubleFunction<String> words) {
        return (change > 0 ? "+" : change < 0 ? "−" : "") + words.apply(Math.abs(change));
    }

    /** {@return an interval such as "94.1% (92.3% to 95.6%)"} */
    public static String percent(double estimate, double low, double high) {
        return percent(estimate) + " (" + percent(low) + " to " + percent(high) + ")";
    }
}

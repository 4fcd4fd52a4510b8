package lostedge.analysis.result;

import lostedge.analysis.statistics.Interval;

/**
 * One quantity of two results, and how it differs.
 *
 * @param quantity what is compared
 * @param form how numbers are to be read
 * @param first its value in the first result, or NaN
 * @param second its value in the second, or NaN
 * @param change the change from first to second with its 95% interval; NaN where it can't be told
 * @param method how the interval was found
 */
public record Difference(String quantity, Form form, double first, double second, Interval change, String method) {
    /** How numbers are to be read. */
    public enum Form {
        /** Values per second; the change is a ratio, 1 meaning none. */
        RATE,
        /** Shares in [0, 1]; the change is a difference, 0 meaning none. */
        SHARE,
        /** Durations in ns; the change is a difference, 0 meaning none. */
        DURATION
    }

    /** {@return whether the interval excludes "no change"} */
    public boolean isBeyondNoise() {
        double none = form == Form.RATE ? 1 : 0;
        return change.low() > none || change.high() < none;
    }

    /** {@return whether it is a rate of what neither result has, so that there is no ratio} */
    public boolean isOfNothing() {
        return form == Form.RATE && first == 0 && second == 0;
    }

    /** {@return whether the interval can be told at all} */
    public boolean isKnown() {
        return !Double.isNaN(change.low()) && !Double.isNaN(change.high());
    }
}

package lostedge.analysis.timeline;

import java.util.Arrays;

/**
 * Places for the numbers of evidence along the lanes of a timeline, odd ones above and even ones below, none upon
 * another as long as they are placed from left to right; {@code timeline.js} places them by the same rule.
 */
public final class Badges {
    private static final double ROOM = 17;

    private final double[] last;

    /** No number placed yet on so many lanes. */
    public Badges(int lanes) {
        last = new double[2 * lanes];
        Arrays.fill(last, Double.NEGATIVE_INFINITY);
    }

    /** {@return whether a number stands above its lane} */
    public static boolean above(int evidence) {
        return evidence % 2 == 1;
    }

    /** {@return how far to the right of its moment at {@code x} a number stands} */
    public double aside(int lane, int evidence, double x) {
        int row = 2 * lane + (above(evidence) ? 0 : 1);
        double at = Math.max(x, last[row] + ROOM);
        last[row] = at;
        return at - x;
    }
}

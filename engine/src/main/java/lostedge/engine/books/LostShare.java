package lostedge.engine.books;

import lostedge.engine.finding.LostEdges;

/**
 * The share of the edges that met a masked target that was lost: 0 on a machine that latches, 1 on one that loses every
 * such edge.
 *
 * @param estimate the share in [0, 1], or NaN
 * @param low lower end of the 95% interval
 * @param high upper end
 * @param masked edges that met a masked target
 */
public record LostShare(double estimate, double low, double high, double masked) {
    /** Nothing can be said. */
    public static final LostShare UNKNOWN = new LostShare(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** {@return the share, where between {@code least} and {@code most} edges met a masked target} */
    static LostShare of(LostEdges lost, double least, double masked, double most) {
        if (least <= 0 || Double.isNaN(lost.estimate())) {
            return UNKNOWN;
        }
        return new LostShare(
                Math.min(1, lost.estimate() / masked),
                Math.min(1, lost.low() / most),
                Math.min(1, lost.high() / least),
                masked);
    }
}

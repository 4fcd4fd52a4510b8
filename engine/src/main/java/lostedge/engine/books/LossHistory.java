package lostedge.engine.books;

import lostedge.engine.finding.Ipi;

/**
 * Edges that were sent into handlers, over time: how many are proven lost, how many were answered, and of how many
 * nothing is proven. A machine need not lose edges all along.
 *
 * <p>Time is cut into a fixed number of equal bins; where an edge lies beyond the last, two bins become one.
 */
final class LossHistory {
    private static final int BINS = 256;
    private static final long FIRST_WIDTH_NS = 1_000_000;
    /** Neighbours in time whose fate is known that tell the share at a moment. */
    private static final long NEIGHBOURS = 8;

    private final long[] lost = new long[BINS];
    private final long[] answered = new long[BINS];
    private final long[] open = new long[BINS];
    private long startNs = Ipi.NEVER;
    private long widthNs = FIRST_WIDTH_NS;

    /** Adds an edge; one sent before the first added counts as sent with it. */
    void add(Ipi ipi) {
        switch (ipi.edge()) {
            case LOST -> lost[bin(ipi.sendNs())]++;
            case LATCHED, DELIVERED -> answered[bin(ipi.sendNs())]++;
            case UNDETERMINED -> open[bin(ipi.sendNs())]++;
            default -> {}
        }
    }

    private int bin(long ns) {
        if (startNs == Ipi.NEVER) {
            startNs = ns;
        }
        while (ns - startNs >= widthNs * BINS) {
            halve(lost);
            halve(answered);
            halve(open);
            widthNs *= 2;
        }
        return (int) (Math.max(0, ns - startNs) / widthNs);
    }

    private static void halve(long[] counts) {
        for (int bin = 0; bin < BINS; bin++) {
            counts[bin] = 2 * bin < BINS ? counts[2 * bin] + counts[2 * bin + 1] : 0;
        }
    }

    /** {@return the share lost of the edges sent into handlers at about a time, or NaN if no fate is known} */
    double share(long ns) {
        return startNs == Ipi.NEVER ? Double.NaN : share((int) Math.min(BINS - 1, Math.max(0, ns - startNs) / widthNs));
    }

    private double share(int bin) {
        long lostHere = 0;
        long known = 0;
        for (int reach = 0; reach < BINS && known < NEIGHBOURS; reach++) {
            for (int at = bin - reach; at <= bin + reach; at += Math.max(1, 2 * reach)) {
                if (at >= 0 && at < BINS) {
                    lostHere += lost[at];
                    known += lost[at] + answered[at];
                }
            }
        }
        return known == 0 ? Double.NaN : (double) lostHere / known;
    }

    /** {@return how many of the edges without a proof were lost, going by the share at their time} */
    double expectedOpenLost() {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (open[bin] > 0) {
                double share = share(bin);
                sum += Double.isNaN(share) ? 0 : share * open[bin];
            }
        }
        return sum;
    }
}

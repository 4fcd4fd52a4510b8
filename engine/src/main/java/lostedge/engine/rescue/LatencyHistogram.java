package lostedge.engine.rescue;

import java.util.Arrays;

/**
 * How long interprocessor interrupts take from send to answer, as a histogram with two bins per octave from 250 ns on.
 *
 * <p>Density and distribution are those of the samples so far, with one sample spread over all bins to begin with, so
 * that neither is ever 0 over 0.
 */
public final class LatencyHistogram {
    private static final double FIRST_NS = 250;
    private static final int BINS = 64;
    private static final double[] EDGES = edges();

    private final double[] counts = new double[BINS];
    private double total = 1;
    private int fullest;
    private double promptNs = promptNs(0);

    /** A histogram without samples. */
    public LatencyHistogram() {
        Arrays.fill(counts, 1.0 / BINS);
    }

    private static double[] edges() {
        double[] edges = new double[BINS + 1];
        for (int bin = 0; bin <= BINS; bin++) {
            edges[bin] = FIRST_NS * Math.pow(2, bin / 2.0);
        }
        edges[0] = 0;
        return edges;
    }

    private static int bin(double ns) {
        int octaves = 2 * Math.max(0, Math.getExponent(ns / FIRST_NS));
        int bin = Math.min(octaves, BINS - 1);
        return bin + 1 < BINS && ns >= EDGES[bin + 1] ? bin + 1 : bin;
    }

    /** Adds a sample, ns. */
    public void add(long ns) {
        int bin = bin(ns);
        counts[bin]++;
        total++;
        if (counts[bin] > counts[fullest]) {
            fullest = bin;
            promptNs = promptNs(bin);
        }
    }

    /** {@return probability density at a latency, per ns} */
    public double density(double ns) {
        int bin = bin(ns);
        return counts[bin] / total / (EDGES[bin + 1] - EDGES[bin]);
    }

    /** {@return probability of a shorter latency, in (0, 1)} */
    public double below(double ns) {
        int bin = bin(ns);
        double below = 0;
        for (int i = 0; i < bin; i++) {
            below += counts[i];
        }
        double share = Math.min(1, (ns - EDGES[bin]) / (EDGES[bin + 1] - EDGES[bin]));
        return (below + share * counts[bin]) / total;
    }

    /** {@return the latency a share of the samples does not exceed, to the upper end of its bin, ns} */
    public double quantile(double share) {
        double sum = 0;
        int bin = -1;
        while (bin < BINS - 1 && sum < share * total) {
            sum += counts[++bin];
        }
        return EDGES[bin + 1];
    }

    /** {@return the latency with the highest density on a logarithmic scale, ns: how long a target that runs takes} */
    public double promptNs() {
        return promptNs;
    }

    private static double promptNs(int bin) {
        return Math.sqrt(Math.max(FIRST_NS, EDGES[bin]) * EDGES[bin + 1]);
    }
}

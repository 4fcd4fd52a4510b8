package lostedge.engine.workload;

/**
 * A distribution of durations in ns: log-normal by its median and its 99th percentile, cut off at its 99.95th; constant
 * where the two are equal. Drawn from a table of its quantiles.
 */
public final class DurationNs {
    private static final int TABLE_BITS = 10;
    private static final double Z_99 = 2.3263478740408408;

    private final long medianNs;
    private final long p99Ns;
    private final int[] quantiles;

    /**
     * A distribution.
     *
     * @param medianNs its median, 0 or more
     * @param p99Ns its 99th percentile, no less than the median and at most 2 s
     */
    public DurationNs(long medianNs, long p99Ns) {
        if (medianNs < 0 || p99Ns < medianNs || p99Ns > 2_000_000_000L || medianNs == 0 && p99Ns != 0) {
            throw new IllegalArgumentException("expected 0 <= median_ns <= p99_ns <= 2000000000, and a median above 0"
                    + " unless both are 0; found median_ns " + medianNs + ", p99_ns " + p99Ns);
        }
        this.medianNs = medianNs;
        this.p99Ns = p99Ns;
        int size = medianNs == p99Ns ? 1 : 1 << TABLE_BITS;
        quantiles = new int[size];
        double sigma = medianNs == 0 ? 0 : StrictMath.log((double) p99Ns / medianNs) / Z_99;
        for (int i = 0; i < size; i++) {
            double z = NormalQuantile.of((i + 0.5) / size);
            quantiles[i] = (int) Math.min(Integer.MAX_VALUE, Math.round(medianNs * StrictMath.exp(sigma * z)));
        }
    }

    /** {@return a distribution of one value} */
    public static DurationNs constant(long ns) {
        return new DurationNs(ns, ns);
    }

    /** {@return the same distribution stretched by a factor} */
    public DurationNs scaled(double factor) {
        return new DurationNs(Math.round(medianNs * factor), Math.round(p99Ns * factor));
    }

    /** {@return a duration drawn from the stream, ns} */
    public int draw(RandomStream random) {
        return quantiles.length == 1 ? quantiles[0] : quantiles[(int) (random.next() >>> (64 - TABLE_BITS))];
    }

    /** {@return the median, ns} */
    public long medianNs() {
        return medianNs;
    }

    /** {@return the 99th percentile, ns} */
    public long p99Ns() {
        return p99Ns;
    }
}

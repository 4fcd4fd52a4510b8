package lostedge.engine.workload;

/**
 * A seeded stream of random numbers: xoshiro256++ (Blackman and Vigna, "Scrambled linear pseudorandom number
 * generators", ACM TOMS 47, 2021), its state filled by SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). The same seed
 * gives the same numbers on every machine.
 */
public final class RandomStream {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    /** More than two logarithms, each right to one unit in the last place, and a product can differ. */
    private static final double LOGARITHMS_DIFFER = 0x1p-48;

    private final long seed;
    private long s0;
    private long s1;
    private long s2;
    private long s3;

    /** The stream of a seed. */
    public RandomStream(long seed) {
        this.seed = seed;
        long z = seed + GOLDEN_GAMMA;
        s0 = mix(z);
        z += GOLDEN_GAMMA;
        s1 = mix(z);
        z += GOLDEN_GAMMA;
        s2 = mix(z);
        z += GOLDEN_GAMMA;
        s3 = mix(z);
    }

    /** {@return the stream of a part, such as one CPU; it does not depend on what was drawn from this one} */
    public RandomStream split(int part) {
        return new RandomStream(mix(seed ^ mix(part + GOLDEN_GAMMA)));
    }

    private static long mix(long z) {
        long a = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
        return b ^ b >>> 31;
    }

    /** {@return 64 random bits} */
    public long next() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** {@return a number from 0 to bound - 1} */
    public int next(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** {@return a number in [0, 1)} */
    public double uniform() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /**
     * {@return a number with the exponential distribution of a mean, rounded to a whole one}
     *
     * <p>Logarithms may differ from machine to machine in their last bit. Where that bit could decide how the number is
     * rounded, the one that is the same everywhere is taken instead, which costs more.
     */
    public long exponential(double mean) {
        double uniform = 1 - uniform();
        double quick = -mean * Math.log(uniform);
        double fromHalf = Math.abs(quick - Math.floor(quick) - 0.5);
        return Math.round(fromHalf > quick * LOGARITHMS_DIFFER ? quick : -mean * StrictMath.log(uniform));
    }
}

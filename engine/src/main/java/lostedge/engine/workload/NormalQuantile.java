package lostedge.engine.workload;

/** The inverse of the normal distribution function. */
final class NormalQuantile {
    private NormalQuantile() {}

    /** {@return the standard normal quantile of a probability in (0, 1), by bisection to 1e-12} */
    static double of(double p) {
        double low = -9;
        double high = 9;
        while (high - low > 1e-12) {
            double middle = (low + high) / 2;
            if (distribution(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The distribution function as its power series around 0; Abramowitz and Stegun, 26.2.11. */
    private static double distribution(double x) {
        if (Math.abs(x) > 7) {
            return x > 0 ? 1 : 0;
        }
        double term = x;
        double sum = x;
        for (int k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
            term *= x * x / k;
            sum += term;
        }
        return 0.5 + sum * StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * Math.PI);
    }
}

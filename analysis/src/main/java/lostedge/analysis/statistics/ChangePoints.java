package lostedge.analysis.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The moments at which the rate of a counted process changed: the segmentation that minimises Poisson deviance plus a
 * penalty per change.
 *
 * <p>Exact and pruned: R. Killick, P. Fearnhead and I. A. Eckley, "Optimal detection of changepoints with a linear
 * computational cost", JASA 107 (2012) 1590-1598 (PELT). Interrupt counts scatter more than Poisson ones, so the
 * deviance is divided by a dispersion (quasi-likelihood: P. McCullagh and J. A. Nelder, "Generalized linear models",
 * 1989, ch. 9), here estimated from differences of neighbours, which a few changes hardly touch.
 */
public final class ChangePoints {
    /** Median of a chi-square with one degree of freedom. */
    private static final double MEDIAN_CHI_SQUARE = 0.454936423119572;

    private final double[] countSums;
    private final double[] exposureSums;
    private final double dispersion;
    private final double penalty;

    private ChangePoints(long[] counts, double[] exposures) {
        int n = counts.length;
        countSums = new double[n + 1];
        exposureSums = new double[n + 1];
        for (int i = 0; i < n; i++) {
            if (counts[i] < 0 || !(exposures[i] > 0)) {
                throw new IllegalArgumentException("count " + counts[i] + " over exposure " + exposures[i]);
            }
            countSums[i + 1] = countSums[i] + counts[i];
            exposureSums[i + 1] = exposureSums[i] + exposures[i];
        }
        dispersion = dispersion(counts, exposures);
        penalty = 3 * Math.log(Math.max(2, n));
    }

    /**
     * Finds changes of rate with penalty 3 log n per change.
     *
     * @param counts events in each stretch
     * @param exposures length of each stretch, above 0
     * @return indices of the stretches that begin a new rate, ascending, without 0
     */
    public static List<Integer> find(long[] counts, double[] exposures) {
        if (counts.length != exposures.length) {
            throw new IllegalArgumentException(counts.length + " counts, " + exposures.length + " exposures");
        }
        return counts.length < 2 ? List.of() : new ChangePoints(counts, exposures).search();
    }

    private List<Integer> search() {
        int n = countSums.length - 1;
        double[] best = new double[n + 1];
        int[] previous = new int[n + 1];
        best[0] = -penalty;
        List<Integer> candidates = new ArrayList<>();
        for (int end = 1; end <= n; end++) {
            candidates.add(end - 1);
            best[end] = Double.POSITIVE_INFINITY;
            for (int begin : candidates) {
                double cost = best[begin] + cost(begin, end) + penalty;
                if (cost < best[end]) {
                    best[end] = cost;
                    previous[end] = begin;
                }
            }
            int last = end;
            candidates.removeIf(begin -> best[begin] + cost(begin, last) > best[last]);
        }
        List<Integer> changes = new ArrayList<>();
        for (int at = previous[n]; at > 0; at = previous[at]) {
            changes.add(at);
        }
        Collections.reverse(changes);
        return changes;
    }

    /**
     * Twice the negative log-likelihood of stretches [begin, end) at one rate, without the terms all segmentations
     * share.
     */
    private double cost(int begin, int end) {
        double count = countSums[end] - countSums[begin];
        if (count == 0) {
            return 0;
        }
        double exposure = exposureSums[end] - exposureSums[begin];
        return 2 * count * (1 - Math.log(count / exposure)) / dispersion;
    }

    private static double dispersion(long[] counts, double[] exposures) {
        int n = counts.length;
        double[] squares = new double[n - 1];
        int used = 0;
        for (int i = 1; i < n; i++) {
            double pooled = ((double) counts[i] + counts[i - 1]) / (exposures[i] + exposures[i - 1]);
            if (pooled > 0) {
                double difference = counts[i] / exposures[i] - counts[i - 1] / exposures[i - 1];
                squares[used++] = difference * difference / (pooled * (1 / exposures[i] + 1 / exposures[i - 1]));
            }
        }
        if (used == 0) {
            return 1;
        }
        Arrays.sort(squares, 0, used);
        return Math.max(1, squares[used / 2] / MEDIAN_CHI_SQUARE);
    }
}

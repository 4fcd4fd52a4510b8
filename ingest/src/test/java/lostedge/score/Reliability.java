package lostedge.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lostedge.engine.finding.Ipi;

/** The probabilities that edges were lost, held against the share that was: one row for each range of probability. */
final class Reliability {
    private static final double[] UPPER_ENDS = {0, 0.05, 0.2, 0.5, 0.8, 0.95, 1};

    private final Truth truth;
    private final long[] edges = new long[UPPER_ENDS.length];
    private final long[] lost = new long[UPPER_ENDS.length];
    private final double[] sums = new double[UPPER_ENDS.length];

    Reliability(Truth truth) {
        this.truth = truth;
    }

    void add(Ipi ipi) {
        String message = ipi.message().name();
        Truth.Send send = truth.send(ipi.sendNs(), ipi.sourceCpu(), ipi.targetCpu(), message);
        double probability = ipi.lostProbability();
        if (send == null || Double.isNaN(probability)) {
            return;
        }
        int bin = 0;
        while (probability > UPPER_ENDS[bin]) {
            bin++;
        }
        edges[bin]++;
        lost[bin] += send.lost() ? 1 : 0;
        sums[bin] += probability;
    }

    /** {@return the largest difference of the mean probability and the share lost, over ranges with this many edges} */
    double worst(long fewest) {
        double worst = 0;
        for (int bin = 0; bin < edges.length; bin++) {
            if (edges[bin] >= fewest) {
                worst = Math.max(worst, Math.abs(sums[bin] - lost[bin]) / edges[bin]);
            }
        }
        return worst;
    }

    /** {@return rows of a Markdown table: recording, edges, mean probability, share lost with its interval} */
    List<String> rows(String recording) {
        List<String> rows = new ArrayList<>();
        for (int bin = 0; bin < edges.length; bin++) {
            if (edges[bin] > 0) {
                double mean = sums[bin] / edges[bin];
                Ratio share = new Ratio(lost[bin], edges[bin]);
                rows.add(String.format(Locale.ROOT, "| %s | %d | %.3f | %s |", recording, edges[bin], mean, share));
            }
        }
        return rows;
    }
}

package lostedge.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangePointsTest {
    /**
     * British coal-mining disasters a year, 1851-1961: R. G. Jarrett, "A note on the intervals between coal-mining
     * disasters", Biometrika 66 (1979) 191-193.
     */
    private static final long[] COAL = {
        4, 5, 4, 0, 1, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, 6, 3, 3, 5, 4, 5, 3, 1, 4, 4, 1, 5, 5, 3, 4, 2, 5, 2, 2, 3, 4, 2,
        1, 3, 2, 2, 1, 1, 1, 1, 3, 0, 0, 1, 0, 1, 1, 0, 0, 3, 1, 0, 3, 2, 2, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 2, 1, 0,
        0, 0, 1, 1, 0, 2, 3, 3, 1, 1, 2, 1, 1, 1, 1, 2, 4, 2, 0, 0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1
    };

    /**
     * B. P. Carlin, A. E. Gelfand and A. F. M. Smith, Applied Statistics 41 (1992) 389-405, find the change after 41
     * years.
     */
    @Test
    void coalMiningDisastersChangeAfter41Years() {
        assertThat(ChangePoints.find(COAL, ones(COAL.length))).containsExactly(41);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void pruningDoesNotChangeTheBestSegmentation(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] counts = new long[60];
        int changeEvery = 10 + random.nextInt(20);
        for (int i = 0; i < counts.length; i++) {
            int mean = i / changeEvery % 2 == 0 ? 40 : 90;
            counts[i] = mean + random.nextInt(-6, 7);
        }

        List<Integer> found = ChangePoints.find(counts, ones(counts.length));

        assertThat(found).isNotEmpty().allMatch(at -> at % changeEvery == 0);
    }

    @Test
    void longerStretchesAreNotHigherRates() {
        long[] counts = {100, 200, 100, 400, 100, 300, 100, 100};
        double[] exposures = {1, 2, 1, 4, 1, 3, 1, 1};

        assertThat(ChangePoints.find(counts, exposures)).isEmpty();
    }

    @Test
    void noiseBeyondPoissonIsNotTakenForChanges() {
        SplittableRandom random = new SplittableRandom(7);
        long[] counts = new long[200];
        Arrays.setAll(counts, i -> 1000 + random.nextInt(-300, 301));

        assertThat(ChangePoints.find(counts, ones(counts.length))).isEmpty();
    }

    @Test
    void emptyStretchIsRefused() {
        assertThatThrownBy(() -> ChangePoints.find(new long[] {1, 2}, new double[] {1, 0}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}

package lostedge.engine.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamTest {
    @Test
    void partsDoNotDependOnWhatWasDrawn() {
        RandomStream fresh = new RandomStream(5);
        RandomStream used = new RandomStream(5);
        used.next();
        assertThat(used.split(3).next()).isEqualTo(fresh.split(3).next());
        assertThat(fresh.split(3).next()).isNotEqualTo(fresh.split(4).next());
    }

    @Test
    void boundedNumbersFillTheirRangeEvenly() {
        RandomStream random = new RandomStream(11);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[random.next(7)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(9_600, 10_400);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 1e3, 980_392.156, 1e9, 1e12, 1e14, 1e16})
    void exponentialNumbersAreTheSameWithTheLogarithmThatIsTheSameEverywhere(double mean) {
        RandomStream random = new RandomStream(17);
        RandomStream twin = new RandomStream(17);
        for (int i = 0; i < 200_000; i++) {
            assertThat(random.exponential(mean)).isEqualTo(Math.round(-mean * StrictMath.log(1 - twin.uniform())));
        }
    }

    @Test
    void durationsHaveTheMedianAndThe99thPercentileTheyWereGiven() {
        DurationNs duration = new DurationNs(10_000, 80_000);
        RandomStream random = new RandomStream(1);
        long[] drawn = new long[100_000];
        Arrays.setAll(drawn, i -> duration.draw(random));
        Arrays.sort(drawn);
        assertThat((double) drawn[50_000]).isCloseTo(10_000, within(200.0));
        assertThat((double) drawn[99_000]).isCloseTo(80_000, within(5_000.0));
    }

    @Test
    void durationWithItsPercentilesSwappedIsRefused() {
        assertThatThrownBy(() -> new DurationNs(5, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}

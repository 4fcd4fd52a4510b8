package lostedge.analysis.chart.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jfree.chart.axis.NumberTick;
import org.jfree.data.Range;
import org.junit.jupiter.api.Test;

class LogTicksTest {
    private static List<Double> of(double low, double high) {
        return LogTicks.of(new Range(low, high), Double::toString).stream()
                .map(NumberTick::getValue)
                .toList();
    }

    @Test
    void manyDecadesHaveATickEach() {
        assertThat(of(0.5, 2e4)).containsExactly(1.0, 10.0, 100.0, 1000.0, 10_000.0);
    }

    @Test
    void twoDecadesHaveThreeTicksEach() {
        assertThat(of(1, 100)).containsExactly(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0);
    }

    @Test
    void rangeWithoutTwoPowersOfTenHasSeveralTicks() {
        assertThat(of(8, 16)).containsExactly(8.0, 10.0, 12.0, 15.0);
    }
}

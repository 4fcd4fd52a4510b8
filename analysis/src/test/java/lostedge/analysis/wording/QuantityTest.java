package lostedge.analysis.wording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantityTest {
    @Test
    void numbersHaveThreeDigitsOrAllBeforeThePoint() {
        assertThat(Quantity.number(0.012345)).isEqualTo("0.0123");
        assertThat(Quantity.number(47.66)).isEqualTo("47.7");
        assertThat(Quantity.number(1234567.8)).isEqualTo("1,234,568");
    }

    @Test
    void signOfANumberIsAMinusAndNoHyphen() {
        assertThat(Quantity.number(-3.654)).isEqualTo("−3.65");
        assertThat(Quantity.number(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
        assertThat(Quantity.signed(-1500, Quantity::duration)).isEqualTo("−1.5 µs");
        assertThat(Quantity.signed(0, Quantity::duration)).isEqualTo("0 ns");
        assertThat(Quantity.signed(0.5, Quantity::number)).isEqualTo("+0.5");
    }

    @Test
    void durationThatRoundsToAThousandTakesTheNextUnit() {
        assertThat(Quantity.duration(999.4)).isEqualTo("999 ns");
        assertThat(Quantity.duration(999.6)).isEqualTo("1 µs");
    }

    @Test
    void shareThatIsNotQuiteAllOrNothingNeverReadsAsIfItWere() {
        assertThat(Quantity.percent(0)).isEqualTo("0%");
        assertThat(Quantity.percent(1e-6)).isEqualTo("< 0.1%");
        assertThat(Quantity.percent(1 - 1e-6)).isEqualTo("> 99.9%");
        assertThat(Quantity.percent(1)).isEqualTo("100%");
    }
}

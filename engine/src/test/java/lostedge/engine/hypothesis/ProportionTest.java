package lostedge.engine.hypothesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProportionTest {
    @Test
    void intervalIsWilsons() {
        Proportion tenth = new Proportion(10, 100);

        assertThat(tenth.estimate()).isCloseTo(0.1, within(1e-12));
        assertThat(tenth.low()).isCloseTo(0.0552, within(1e-4));
        assertThat(tenth.high()).isCloseTo(0.1744, within(1e-4));
    }

    @Test
    void noHitLeavesRoomAboveZero() {
        Proportion none = new Proportion(0, 20);

        assertThat(none.low()).isCloseTo(0, within(1e-12));
        assertThat(none.high()).isCloseTo(0.1611, within(1e-4));
    }

    @Test
    void withoutTrialsNothingIsKnown() {
        assertThat(new Proportion(0, 0).estimate()).isNaN();
        assertThat(new Proportion(0, 0).low()).isNaN();
        assertThat(new Proportion(0, 0).high()).isNaN();
    }
}

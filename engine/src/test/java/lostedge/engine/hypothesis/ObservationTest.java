package lostedge.engine.hypothesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ObservationTest {
    @Test
    void intervalIsWilsons() {
        Observation tenth = Observation.ofShare(10, 100);

        assertThat(tenth.value()).isCloseTo(0.1, within(1e-12));
        assertThat(tenth.low()).isCloseTo(0.0552, within(1e-4));
        assertThat(tenth.high()).isCloseTo(0.1744, within(1e-4));
    }

    @Test
    void noHitLeavesRoomAboveZero() {
        Observation none = Observation.ofShare(0, 20);

        assertThat(none.low()).isCloseTo(0, within(1e-12));
        assertThat(none.high()).isCloseTo(0.1611, within(1e-4));
    }

    @Test
    void withoutTrialsNothingIsKnown() {
        assertThat(Observation.ofShare(0, 0).value()).isNaN();
        assertThat(Observation.ofShare(0, 0).low()).isNaN();
        assertThat(Observation.ofShare(0, 0).high()).isNaN();
    }
}

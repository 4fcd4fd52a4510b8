package lostedge.engine.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RescueTallyTest {
    @Test
    void slowerAfterRescueIsTheShareOfPairsInWhichItIs() {
        RescueTally rescues = new RescueTally();
        SplittableRandom random = new SplittableRandom(3);
        int[] after = random.ints(40, 0, 40).map(bin -> bin * 250).toArray();
        int[] nothing = random.ints(60, 10, 60).map(bin -> bin * 250).toArray();
        double wins = 0;
        for (int a : after) {
            for (int n : nothing) {
                wins += a > n ? 1 : a == n ? 0.5 : 0;
            }
        }
        for (int a : after) {
            rescues.softirqAfterRescue(SendPosition.INSIDE, a);
        }
        for (int n : nothing) {
            rescues.softirqAfterNothing(n);
        }

        assertThat(rescues.slowerAfterRescue()).isCloseTo(wins / after.length / nothing.length, within(1e-12));
        assertThat(rescues.slowerAfterRescueError()).isBetween(0.02, 0.08);
    }

    @Test
    void callsSentAfterTheExitEventWerePolledAsOftenAsSoftirqsFollow() {
        RescueTally rescues = new RescueTally();
        for (int i = 0; i < 100; i++) {
            rescues.handled(SendPosition.INSIDE);
            rescues.handled(SendPosition.LEAVING);
        }
        for (int i = 0; i < 40; i++) {
            rescues.softirqAfterRescue(SendPosition.INSIDE, 1000);
        }
        for (int i = 0; i < 10; i++) {
            rescues.softirqAfterRescue(SendPosition.LEAVING, 1000);
        }

        assertThat(rescues.polledShare(SendPosition.LEAVING)).isCloseTo(0.25, within(1e-12));
        assertThat(rescues.polled()).isCloseTo(125, within(1e-9));
    }

    @Test
    void withoutSamplesNothingIsSlower() {
        assertThat(new RescueTally().slowerAfterRescue()).isNaN();
    }
}

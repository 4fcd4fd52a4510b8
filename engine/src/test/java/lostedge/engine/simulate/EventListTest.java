package lostedge.engine.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventListTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 25, 64, 390})
    void firstIsTheLeastByTimePriorityAndSlot(int slots) {
        Random random = new Random(slots);
        EventList events = new EventList(slots);
        long[][] plain = new long[slots][];
        for (int i = 0; i < 2_000; i++) {
            int slot = random.nextInt(slots);
            if (random.nextInt(4) == 0) {
                events.cancel(slot);
                plain[slot] = null;
            } else {
                long time = random.nextInt(50);
                int priority = random.nextInt(3);
                events.schedule(slot, time, priority);
                plain[slot] = new long[] {time, priority};
            }
            int least = least(plain);
            if (least >= 0) {
                assertThat(events.first()).isEqualTo(least);
                assertThat(events.firstTime()).isEqualTo(plain[least][0]).isEqualTo(events.time(least));
            } else {
                assertThat(events.firstTime()).isEqualTo(EventList.NEVER);
            }
        }
    }

    private static int least(long[][] plain) {
        int least = -1;
        for (int slot = 0; slot < plain.length; slot++) {
            if (plain[slot] != null && (least < 0 || java.util.Arrays.compare(plain[slot], plain[least]) < 0)) {
                least = slot;
            }
        }
        return least;
    }
}

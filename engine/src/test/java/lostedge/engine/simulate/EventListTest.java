package lostedge.engine.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventListTest {
    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "2, 1", "3, 0", "4, 21", "5, 60", "64, 325", "1, 1023", "1024, 0"})
    void firstIsTheLeastByTimePriorityAndSequence(int often, int seldom) {
        int slots = often + seldom;
        Random random = new Random(slots);
        EventList events = new EventList(often, seldom);
        long[][] plain = new long[slots][];
        for (int i = 0; i < 2_000; i++) {
            int slot = random.nextInt(slots);
            if (random.nextInt(4) == 0) {
                events.cancel(slot);
                plain[slot] = null;
            } else {
                long time = random.nextInt(20);
                int priority = random.nextInt(3);
                events.schedule(slot, time, priority);
                plain[slot] = new long[] {time, priority, i};
            }
            int least = least(plain);
            if (least >= 0) {
                assertThat(events.first()).isEqualTo(least);
                assertThat(events.firstTime()).isEqualTo(plain[least][0]).isEqualTo(events.time(least));
            } else {
                assertThat(events.firstTime()).isGreaterThanOrEqualTo(EventList.NEVER);
            }
        }
    }

    private static int least(long[][] plain) {
        int least = -1;
        for (int slot = 0; slot < plain.length; slot++) {
            if (plain[slot] != null && (least < 0 || Arrays.compare(plain[slot], plain[least]) < 0)) {
                least = slot;
            }
        }
        return least;
    }

    @Test
    void eventsOfOneTimeComeByPriorityThenAsTheyWereScheduled() {
        EventList events = new EventList(2, 3);
        events.schedule(4, 7, 1);
        events.schedule(0, 7, 1);
        events.schedule(3, 7, 1);
        events.schedule(1, 7, 2);
        events.schedule(2, 7, 0);
        events.schedule(4, 7, 1); // once more, so after the others
        assertThat(drained(events)).containsExactly(2, 0, 3, 4, 1);
    }

    private static List<Integer> drained(EventList events) {
        List<Integer> order = new ArrayList<>();
        while (events.firstTime() < EventList.NEVER) {
            order.add(events.first());
            events.cancel(events.first());
        }
        return order;
    }

    @Test
    void eventsBeyondTheEndOfTimeAreNotKept() {
        EventList events = new EventList(2, 2);
        events.schedule(1, EventList.NEVER, 0);
        assertThat(drained(events)).isEmpty();
        events.schedule(1, EventList.NEVER - 1, 3);
        assertThat(drained(events)).containsExactly(1);
    }

    @Test
    void moreSlotsThanAKeyNamesAreRefused() {
        assertThatThrownBy(() -> new EventList(64, 961)).hasMessageContaining("1024");
        assertThatThrownBy(() -> new EventList(0, 4)).hasMessageContaining("1 to");
    }
}

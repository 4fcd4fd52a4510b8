package lostedge.ingest.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeOrderTest {

    /** A row as its time and the number it was appended with, which every other column holds as well. */
    private record Row(long time, long number) {}

    /** The plain way: all rows of a round in a list, sorted stably. */
    private static final class PlainOrder {
        private final List<Row> held = new ArrayList<>();
        private long newest = Long.MIN_VALUE;
        private long newestOfLastRound = Long.MIN_VALUE;

        List<Row> endRound() {
            List<Row> ready = upTo(newestOfLastRound);
            newestOfLastRound = newest;
            return ready;
        }

        List<Row> upTo(long until) {
            List<Row> ready = held.stream()
                    .filter(row -> row.time <= until)
                    .sorted(Comparator.comparingLong(Row::time))
                    .toList();
            held.removeIf(row -> row.time <= until);
            return ready;
        }
    }

    private static void append(TimeOrder order, Row row) {
        EventBatch batch = order.room(1);
        int at = batch.append(row.time, (int) row.number, EventKind.of((byte) (row.number % 7)), row.number);
        batch.flags[at] = (int) row.number;
        batch.pid[at] = (int) row.number;
        batch.peer[at] = (int) row.number;
        batch.code[at] = (int) row.number;
        batch.reference[at] = row.number;
        batch.label[at] = (int) row.number;
        batch.site[at] = (int) row.number;
        order.note(row.time);
    }

    private static List<Row> handOut(TimeOrder order, int batchSize) {
        List<Row> rows = new ArrayList<>();
        EventBatch batch = new EventBatch(batchSize);
        boolean more = true;
        while (more) {
            batch.clear();
            more = order.handOut(batch);
            for (int i = 0; i < batch.size(); i++) {
                int number = (int) batch.position[i];
                assertThat(List.of(
                                batch.cpu[i],
                                batch.flags[i],
                                batch.pid[i],
                                batch.peer[i],
                                batch.code[i],
                                (int) batch.reference[i],
                                batch.label[i],
                                batch.site[i]))
                        .containsOnly(number);
                assertThat(batch.kind[i]).isEqualTo((byte) (number % 7));
                rows.add(new Row(batch.timestampNs[i], number));
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void rowsComeAsAStableSortOfEachRoundHasThem(long seed) {
        Random random = new Random(seed);
        TimeOrder order = new TimeOrder();
        PlainOrder plain = new PlainOrder();
        int number = 0;
        int cpus = 1 + random.nextInt(40);
        int steps = 1 + random.nextInt(20);
        long base = random.nextBoolean() ? Long.MIN_VALUE : 0;
        for (int round = 0; round < 12; round++) {
            for (int cpu = 0; cpu < cpus; cpu++) {
                long time = base + round * 300L + random.nextInt(200);
                for (int i = random.nextInt(60); i > 0; i--) {
                    time += random.nextInt(steps) - (random.nextInt(30) == 0 ? 50 : 0);
                    Row row = new Row(Math.max(time, base), number++);
                    append(order, row);
                    plain.held.add(row);
                    plain.newest = Math.max(plain.newest, row.time);
                }
            }
            order.endRound();
            assertThat(handOut(order, 1 + random.nextInt(300))).isEqualTo(plain.endRound());
        }
        order.end();
        assertThat(handOut(order, 64)).isEqualTo(plain.upTo(Long.MAX_VALUE));
    }

    @Test
    void theOlderHalfIsLetGoWhereARoundIsTooLong() {
        TimeOrder order = new TimeOrder();
        int number = 0;
        while (!order.isFull()) {
            append(order, new Row((number & 1) == 0 ? number : 3_000_000 + number, number));
            number++;
        }
        order.letGoEarly();
        List<Row> early = handOut(order, 1000);
        assertThat(early)
                .hasSizeBetween(number / 2 - 1, number / 2 + 2)
                .isSortedAccordingTo(Comparator.comparing(Row::time));
        order.end();
        assertThat(handOut(order, 1000)).hasSize(number - early.size());
    }
}

package lostedge.ingest.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ReadAheadTest {

    /** Random rows with ever new names; at the end it fails, if it is told to. */
    private static final class RandomEvents extends RecordedEvents {
        private final Random random;
        private final boolean fails;
        private int left;
        private boolean open = true;

        RandomEvents(long seed, int rows, boolean fails) {
            super("random", Positions.EVENTS, new Labels());
            random = new Random(seed);
            left = rows;
            this.fails = fails;
            labels().intern("known before");
            losses().add("random", "lost before", Severity.INFO, 1, -1, "");
        }

        @Override
        protected void fill(EventBatch batch) throws IOException {
            if (left == 0 && fails) {
                throw new RecordingException("random", "", "expected more");
            }
            EventKind[] kinds = {EventKind.OTHER, EventKind.SOFTIRQ_ENTRY, EventKind.CSD_FUNCTION_ENTRY};
            for (int rows = Math.min(left, 1 + random.nextInt(batch.capacity())); rows > 0; rows--) {
                int row = batch.append(left, random.nextInt(4), kinds[random.nextInt(3)], left);
                batch.label[row] = labels().intern("name " + random.nextInt(1 + left / 100));
                left--;
                if (random.nextInt(1000) == 0) {
                    losses().add("random", "lost", Severity.DATA_LOSS, 1, left, "");
                }
            }
        }

        @Override
        public Clock clock() {
            return Clock.of(Clock.Domain.MONOTONIC, 1);
        }

        @Override
        public void close() {
            open = false;
        }
    }

    private static List<String> rows(EventSource source, int batchSize) throws IOException {
        List<String> rows = new ArrayList<>();
        EventBatch batch = new EventBatch(batchSize);
        while (source.read(batch)) {
            for (int i = 0; i < batch.size(); i++) {
                rows.add(batch.position[i] + " " + batch.cpu[i] + " " + batch.kind[i] + " " + batch.label[i] + " "
                        + source.labels().text(batch.label[i]));
            }
        }
        assertThat(source.read(batch)).isFalse();
        return rows;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void rowsNamesAndLossesAreThoseOfTheSource(long seed) throws IOException {
        RandomEvents alone = new RandomEvents(seed, 300_000, false);
        try (EventSource ahead = new ReadAhead(new RandomEvents(seed, 300_000, false))) {
            assertThat(rows(ahead, 1 + new Random(seed).nextInt(100_000)))
                    .isEqualTo(rows(alone, EventBatch.DEFAULT_CAPACITY));
            assertThat(ahead.losses().losses())
                    .containsExactlyInAnyOrderElementsOf(alone.losses().losses());
            assertThat(ahead.labels().size()).isEqualTo(alone.labels().size());
            assertThat(ahead.capabilities().seen())
                    .isEqualTo(alone.capabilities().seen());
            assertThat(ahead.clock()).isEqualTo(alone.clock());
        }
    }

    @Test
    void refusalComesBehindTheRowsBeforeIt() throws IOException {
        try (EventSource ahead = new ReadAhead(new RandomEvents(5, 100_000, true))) {
            EventBatch batch = new EventBatch();
            long[] rows = {0};
            assertThatThrownBy(() -> {
                        while (ahead.read(batch)) {
                            rows[0] += batch.size();
                        }
                    })
                    .isInstanceOf(RecordingException.class)
                    .hasMessage("random: expected more");
            assertThat(rows[0]).isEqualTo(100_000);
            assertThat(ahead.read(batch)).isFalse();
        }
    }

    @Test
    void closingBeforeTheEndClosesTheSource() throws IOException {
        RandomEvents source = new RandomEvents(6, 10_000_000, false);
        EventSource ahead = new ReadAhead(source);
        EventBatch batch = new EventBatch(10);
        ahead.read(batch);
        Capabilities seen = ahead.capabilities();
        ahead.close();
        assertThat(source.open).isFalse();
        assertThat(seen.seen()).isNotEmpty();
        assertThat(source.left).isPositive();
    }

    @Test
    void closingUnreadClosesTheSource() throws IOException {
        RandomEvents source = new RandomEvents(7, 10, false);
        new ReadAhead(source).close();
        assertThat(source.open).isFalse();
    }
}

package lostedge.ingest.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeMergeTest {
    private record Stamp(long time, int stream) {}

    private static final class Stamps implements TimeMerge.Stream {
        private final List<Stamp> stamps;
        private int at = -1;

        Stamps(List<Stamp> stamps) {
            this.stamps = stamps;
        }

        Stamp current() {
            return stamps.get(at);
        }

        @Override
        public long timestamp() {
            return current().time;
        }

        @Override
        public boolean advance() {
            return ++at < stamps.size();
        }
    }

    /** A stable sort of all records is the same merge. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void recordsComeByTimeAndThenByStream(long seed) throws IOException {
        Random random = new Random(seed);
        TimeMerge<Stamps> merge = new TimeMerge<>();
        List<Stamp> all = new ArrayList<>();
        for (int stream = 0; stream < 1 + random.nextInt(40); stream++) {
            List<Stamp> own = new ArrayList<>();
            long time = 0;
            for (int i = random.nextInt(30); i > 0; i--) {
                time += random.nextInt(4);
                own.add(new Stamp(time, stream));
            }
            all.addAll(own);
            assertThat(merge.add(new Stamps(own))).isEqualTo(!own.isEmpty());
        }
        all.sort(Comparator.comparingLong(Stamp::time));
        List<Stamp> merged = new ArrayList<>();
        while (merge.first() != null) {
            merged.add(Objects.requireNonNull(merge.first()).current());
            merge.advance();
        }
        assertThat(merged).isEqualTo(all);
    }
}

package lostedge.ingest.ftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.LossLedger.Loss;
import lostedge.ingest.reader.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelRowsTest {
    private static final Path EXCERPTS = Path.of("src/test/resources/lostedge/ingest/ftrace");

    private record Read(List<PlainRow> rows, List<Integer> ids, List<Loss> losses) {}

    /** A text whose size is not known before it is read, so that threads parse it however short it is. */
    private record Stream(String name, byte[] bytes, Supplier<InputStream> tail) implements Recording {
        static Stream of(byte[] bytes) {
            return new Stream("text", bytes, InputStream::nullInputStream);
        }

        @Override
        public byte[] head() {
            return Arrays.copyOf(bytes, Math.min(bytes.length, 1 << 16));
        }

        @Override
        public InputStream open() {
            return new SequenceInputStream(new ByteArrayInputStream(bytes), tail.get());
        }

        @Override
        public SeekableByteChannel openSeekable() {
            throw new UnsupportedOperationException("a text is read from its start");
        }

        @Override
        public long size() {
            return -1;
        }
    }

    private static Read read(Recording recording, int workers, int blockSize, int capacity) throws IOException {
        List<PlainRow> rows = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        try (EventSource source = new FtraceReader(workers, blockSize).open(recording)) {
            EventBatch batch = new EventBatch(capacity);
            while (source.read(batch)) {
                rows.addAll(PlainRow.of(batch, source.labels()));
                for (int row = 0; row < batch.size(); row++) {
                    ids.add(batch.label[row]);
                    ids.add(batch.site[row]);
                }
            }
            return new Read(rows, ids, source.losses().losses());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alpha-overrun.txt",
                "arm64.txt",
                "x86-function.txt",
                "x86-perf-script-callgraph.txt",
                "x86-perf-script-lost.txt",
                "x86-trace-cmd-report-latency.txt"
            })
    void threadsGiveTheRowsIdsAndLossesOfOne(String file) throws IOException {
        byte[] text = Files.readAllBytes(EXCERPTS.resolve(file));
        Recording whole = Stream.of(text);
        Recording cut = Stream.of(Arrays.copyOf(text, text.length - 7));
        for (Recording recording : List.of(whole, cut)) {
            Read expected = read(recording, 1, 1 << 18, 64);
            assertThat(read(recording, 2, 1 << 18, 64)).isEqualTo(expected);
            assertThat(read(recording, 2, 400, 64)).isEqualTo(expected);
            assertThat(read(recording, 3, 1 << 18, 64)).isEqualTo(expected);
            assertThat(read(recording, 3, 400, 64)).isEqualTo(expected);
            assertThat(read(recording, 3, 1000, 7)).isEqualTo(expected);
        }
    }

    @Test
    void lineLongerThanABlockIsSkippedAndCounted() throws IOException {
        String line = "          <idle>-0       [002] d.h..     1.372451: irq_handler_entry: irq=8 name=timer\n";
        String text = line + "x".repeat(1000) + "\n" + line + "y".repeat(3000) + "\n";
        for (int workers = 1; workers <= 3; workers++) {
            Read read = read(Stream.of(text.getBytes(StandardCharsets.US_ASCII)), workers, 300, 8);
            assertThat(read.rows).extracting(PlainRow::line).containsExactly(1L, 3L);
            assertThat(read.losses).singleElement().satisfies(loss -> {
                assertThat(loss.count()).isEqualTo(2);
                assertThat(loss.firstPosition()).isEqualTo(2);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void failureToReadReachesTheCallerBehindTheRowsBeforeIt(int workers) throws IOException {
        byte[] text = Files.readAllBytes(EXCERPTS.resolve("arm64.txt"));
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk gone");
            }
        };
        try (EventSource source = new FtraceReader(workers, 1000).open(new Stream("text", text, () -> broken))) {
            EventBatch batch = new EventBatch(8);
            assertThat(source.read(batch)).isTrue();
            assertThatThrownBy(() -> {
                        while (source.read(batch)) {
                            assertThat(batch.size()).isPositive();
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessage("disk gone");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void closingEarlyEndsTheThreads(int workers) throws IOException {
        byte[] text = Files.readAllBytes(EXCERPTS.resolve("arm64.txt"));
        try (EventSource source = new FtraceReader(workers, 300).open(Stream.of(text))) {
            assertThat(source.read(new EventBatch(1))).isTrue();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("lostedge-text"));
    }
}

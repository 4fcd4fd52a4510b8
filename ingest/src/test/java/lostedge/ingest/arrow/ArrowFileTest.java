package lostedge.ingest.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lostedge.ingest.reader.RecordingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrowFileTest {
    private static final List<ArrowField> FIELDS = List.of(
            new ArrowField("a", ArrowField.Type.INT64, false, ArrowField.PLAIN, Map.of()),
            new ArrowField("b", ArrowField.Type.INT64, true, ArrowField.PLAIN, Map.of()),
            new ArrowField("c", ArrowField.Type.INT32, false, 4, Map.of()));

    @TempDir
    Path folder;

    /** Batches of growing and shrinking size, from nothing but zeros to no two bytes alike. */
    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, true", "4, false", "5, false", "6, false"})
    void batchesOfAnySizeAndContentComeBack(long seed, boolean compressed) throws IOException {
        Random random = new Random(seed);
        Path file = folder.resolve("file");
        List<long[]> written = new ArrayList<>();
        try (FileChannel channel = create(file);
                ArrowFileWriter writer = new ArrowFileWriter(channel, FIELDS, compressed, Map.of())) {
            for (int batch = 0; batch < 60; batch++) {
                int bits = random.nextBoolean() ? 0 : random.nextInt(65);
                long[] values = random.longs(random.nextInt(3) * random.nextInt(9000))
                        .map(value -> bits == 64 ? value : value & (1L << bits) - 1)
                        .toArray();
                written.add(values);
                writeBatch(writer, values, random.nextBoolean());
            }
            writer.writeDictionary(4, List.of("", "zwei", "three"));
            writer.finish(Map.of("key", "value"));
        }
        try (ArrowFileReader reader = new ArrowFileReader(FileChannel.open(file), "file")) {
            assertThat(reader.metadata()).containsExactly(Map.entry("key", "value"));
            assertThat(reader.readDictionary(4)).containsExactly("", "zwei", "three");
            assertThat(reader.batches()).isEqualTo(written.size());
            for (int batch = 0; batch < written.size(); batch++) {
                BatchColumns columns = reader.readBatch(batch);
                long[] values = written.get(batch);
                assertThat(columns.rows()).isEqualTo(values.length);
                for (int row = 0; row < values.length; row++) {
                    assertThat(columns.data(0).getLong(8 * row)).isEqualTo(values[row]);
                    assertThat(columns.isPresent(1, row)).isEqualTo(values[row] % 3 != 0);
                    assertThat(columns.data(2).getInt(4 * row)).isEqualTo((int) values[row]);
                }
            }
        }
    }

    @Test
    void aDictionaryThatIsMissingIsAnError() throws IOException {
        Path file = folder.resolve("file");
        try (FileChannel channel = create(file);
                ArrowFileWriter writer = new ArrowFileWriter(channel, FIELDS, true, Map.of())) {
            writer.finish(Map.of());
        }
        try (ArrowFileReader reader = new ArrowFileReader(FileChannel.open(file), "file")) {
            assertThatThrownBy(() -> reader.readDictionary(4))
                    .isInstanceOf(RecordingException.class)
                    .hasMessage("file: no dictionary 4");
        }
    }

    private static void writeBatch(ArrowFileWriter writer, long[] values, boolean compress) throws IOException {
        int rows = values.length;
        boolean[] present = new boolean[rows];
        int[] ints = new int[rows];
        int missing = 0;
        for (int row = 0; row < rows; row++) {
            present[row] = values[row] % 3 != 0;
            missing += present[row] ? 0 : 1;
            ints[row] = (int) values[row];
        }
        BatchBody body = writer.body();
        body.column(rows, 0);
        body.allPresent();
        body.raw(8 * rows).asLongBuffer().put(values);
        body.add(8 * rows, compress);
        body.column(rows, missing);
        if (missing == 0) {
            body.allPresent();
        } else {
            body.presence(present, rows);
        }
        body.raw(8 * rows).asLongBuffer().put(values);
        body.add(8 * rows, true);
        body.column(rows, 0);
        body.allPresent();
        body.raw(4 * rows).asIntBuffer().put(ints);
        body.add(4 * rows, true);
        writer.writeBatch();
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}

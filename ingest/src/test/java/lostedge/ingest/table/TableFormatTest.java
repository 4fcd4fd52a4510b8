package lostedge.ingest.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableFormatTest {
    /** Folder for the files. */
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, RowGroup.CAPACITY, RowGroup.CAPACITY * 2 + 5})
    void arrowsOwnLibraryReadsTheSameRows(int count) throws IOException {
        List<List<@Nullable Object>> rows = SampleTable.rows(count);
        Path file = folder.resolve("sample.arrow");
        SampleTable.write(TableFormat.ARROW, file, rows);
        assertThat(readWithArrow(file)).isEqualTo(rows);
    }

    @Test
    void unitsAndDescriptionsStandInTheFieldsMetadata() throws IOException {
        Path file = folder.resolve("sample.arrow");
        SampleTable.write(TableFormat.ARROW, file, SampleTable.rows(3));
        try (BufferAllocator allocator = new RootAllocator();
                ArrowFileReader reader =
                        new ArrowFileReader(FileChannel.open(file), allocator, CommonsCompressionFactory.INSTANCE)) {
            var schema = reader.getVectorSchemaRoot().getSchema();
            assertThat(schema.getCustomMetadata())
                    .containsEntry("table", "sample")
                    .containsEntry("clock", "mono");
            assertThat(schema.findField("time_ns").getMetadata())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("unit", "ns", "description", "when"));
            assertThat(schema.findField("time_ns").isNullable()).isFalse();
            assertThat(schema.findField("cpu").getMetadata()).containsEntry("null_meaning", "not told");
        }
    }

    /** The producing tools of three other languages are the oracle; LOSTEDGE_PYTHON names a python that has them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, RowGroup.CAPACITY + 9})
    void pyarrowPolarsAndDuckdbReadTheSameRowsTypesAndNulls(int count) throws Exception {
        String python = System.getenv("LOSTEDGE_PYTHON");
        assumeTrue(python != null, "LOSTEDGE_PYTHON is not set");
        for (TableFormat format : TableFormat.values()) {
            SampleTable.write(format, folder.resolve("sample." + format.extension()), SampleTable.rows(count));
        }
        Path script = Path.of("src/test/python/read_tables.py");
        Process process = new ProcessBuilder(python, script.toString(), folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains(count + " rows agree");
    }

    @Test
    void csvQuotesAsRfc4180Says() throws IOException {
        Path file = folder.resolve("sample.csv");
        SampleTable.write(
                TableFormat.CSV,
                file,
                List.of(row(1L, 2, 0.5, true, "plain", "a,b"), row(-3L, null, null, null, "say \"x\"\n", "")));
        assertThat(Files.readString(file))
                .isEqualTo("time_ns,cpu,ratio,ended,evidence,cause\r\n"
                        + "1,2,0.5,true,plain,\"a,b\"\r\n"
                        + "-3,,,,\"say \"\"x\"\"\n\",\"\"\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void anUnfinishedFileLeavesNothingAndKeepsTheOldOne(TableFormat format) throws IOException {
        Path file = folder.resolve("old");
        Files.writeString(file, "old");
        try (TableWriter table = format.create(file, SampleTable.SCHEMA)) {
            table.setLong(0, 1);
            table.endRow();
        }
        assertThat(Files.readString(file)).isEqualTo("old");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameRowsGiveTheSameBytes(TableFormat format) throws IOException {
        SampleTable.write(format, folder.resolve("one"), SampleTable.rows(500));
        SampleTable.write(format, folder.resolve("two"), SampleTable.rows(500));
        assertThat(folder.resolve("one")).hasSameBinaryContentAs(folder.resolve("two"));
    }

    @Test
    void aColumnThatIsNeverNullMustBeSet() throws IOException {
        try (TableWriter table = TableFormat.CSV.create(folder.resolve("t"), SampleTable.SCHEMA)) {
            assertThatThrownBy(table::endRow).hasMessage("column time_ns is never null but was not set");
        }
    }

    @Test
    void aValueOfAnotherTypeIsRefused() throws IOException {
        try (TableWriter table = TableFormat.CSV.create(folder.resolve("t"), SampleTable.SCHEMA)) {
            assertThatThrownBy(() -> table.setText(0, "x")).hasMessage("column time_ns is INT64");
            assertThatThrownBy(() -> table.setLong(1, 1L << 40)).isInstanceOf(ArithmeticException.class);
        }
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Object value : values) {
            row.add(value);
        }
        return row;
    }

    private static List<List<@Nullable Object>> readWithArrow(Path file) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator();
                ArrowFileReader reader =
                        new ArrowFileReader(FileChannel.open(file), allocator, CommonsCompressionFactory.INSTANCE)) {
            while (reader.loadNextBatch()) {
                List<FieldVector> vectors = reader.getVectorSchemaRoot().getFieldVectors();
                for (int r = 0; r < reader.getVectorSchemaRoot().getRowCount(); r++) {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (FieldVector vector : vectors) {
                        row.add(decoded(vector, r, reader));
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static @Nullable Object decoded(FieldVector vector, int row, ArrowFileReader reader) throws IOException {
        Object value = vector.getObject(row);
        var encoding = vector.getField().getDictionary();
        if (value instanceof Integer index && encoding != null) {
            var dictionary = reader.getDictionaryVectors().get(encoding.getId());
            return String.valueOf(dictionary.getVector().getObject(index));
        }
        return value instanceof org.apache.arrow.vector.util.Text text ? text.toString() : value;
    }
}

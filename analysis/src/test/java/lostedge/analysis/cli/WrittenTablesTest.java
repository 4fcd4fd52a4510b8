package lostedge.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of a recording with rescues, losses and counters, held against {@code lostedge schema}. */
class WrittenTablesTest {
    @TempDir
    private static Path folder;

    private static Path tables;
    private static JsonNode schema;

    @BeforeAll
    static void write() throws IOException {
        Path recording = Run.shipped("alpha-lost-edges-overrun.tar.xz");
        assertThat(Run.of("analyze", recording, "--output", folder).code()).isZero();
        tables = folder.resolve("tables");
        for (String format : List.of("csv", "parquet", "arrow")) {
            Path events = tables.resolve("events." + format);
            assertThat(Run.of("export", recording, "--to", format, "--output", events)
                            .code())
                    .isZero();
        }
        Path claims = folder.resolve("claims");
        assertThat(Run.of("claims", "--claim", "lone-caller", "--output", claims)
                        .code())
                .isZero();
        try (Stream<Path> files = Files.list(claims.resolve("tables"))) {
            for (Path file : files.toList()) {
                Files.move(file, tables.resolve(file.getFileName()));
            }
        }
        String json = Run.of("schema", "--format", "json").out();
        Files.writeString(tables.resolve("schema.json"), json);
        schema = new ObjectMapper().readTree(json).path("tables");
    }

    @Test
    void schemaNamesEveryFileAndNoOther() throws IOException {
        List<String> named = new ArrayList<>(List.of("schema.json"));
        schema.forEach(table -> table.path("formats")
                .forEach(format -> named.add(table.path("name").asText() + "." + format.asText())));

        try (Stream<Path> files = Files.list(tables)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void everyFileHasTheColumnsOfItsSchema() throws IOException {
        for (JsonNode table : schema) {
            List<String> columns = new ArrayList<>();
            table.path("columns")
                    .forEach(column -> columns.add(column.path("name").asText()));
            String csv = Files.readString(tables.resolve(table.path("name").asText() + ".csv"));

            assertThat(csv.lines().findFirst().orElseThrow().split(","))
                    .as(table.path("name").asText())
                    .containsExactlyElementsOf(columns);
        }
    }

    @Test
    void everyColumnSaysWhatItHolds() {
        for (JsonNode table : schema) {
            assertThat(table.path("row").asText()).isNotEmpty();
            for (JsonNode column : table.path("columns")) {
                assertThat(column.path("description").asText()).isNotEmpty();
                assertThat(column.path("nullable").asBoolean())
                        .isEqualTo(!column.path("null_meaning").asText().isEmpty());
                assertThat(column.path("name").asText().endsWith("_ns"))
                        .isEqualTo(column.path("unit").asText().equals("ns"));
            }
        }
    }

    /** Readers of three other projects are the oracle; LOSTEDGE_PYTHON names a python that has them. */
    @Test
    void pyarrowPolarsAndDuckdbReadTheSameRowsTypesAndNulls() throws Exception {
        String python = System.getenv("LOSTEDGE_PYTHON");
        assumeTrue(python != null, "LOSTEDGE_PYTHON is not set");
        Process process = new ProcessBuilder(python, "src/test/python/read_tables.py", tables.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.endsWith("rows agree"))).hasSize(schema.size());
    }
}

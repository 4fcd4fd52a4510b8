package lostedge.analysis.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lostedge.analysis.report.SampleResult;
import lostedge.analysis.result.AnalysisResult;
import lostedge.analysis.result.FindingSummary;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.LossLedger;
import lostedge.engine.finding.Ipi;
import lostedge.ingest.table.Column;
import lostedge.ingest.table.TableFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingTablesTest {
    @TempDir
    private Path folder;

    @Test
    void everyFindingIsOneRow() throws IOException {
        AnalysisResult result = write(Set.of(TableFormat.CSV));

        assertThat(rows("ipis")).hasSize((int) result.findings().ipis());
        assertThat(rows("stalls")).hasSize((int) result.findings().stalls());
        assertThat(rows("hypotheses")).hasSize(result.hypotheses().size());
        assertThat(rows("losses")).hasSize(result.losses().losses().size());
        assertThat(rows("counters")).hasSize(61 * 5 * 4);
    }

    @Test
    void unknownNumbersAreEmptyFields() throws IOException {
        FindingSummary none = new FindingSummary();
        try (FindingTables tables = new FindingTables(folder, Set.of(TableFormat.CSV), Map.of())) {
            tables.ipi(new Ipi(
                    7,
                    100,
                    0,
                    1,
                    IpiMessage.CALL_FUNC,
                    "",
                    Ipi.Fate.STUCK,
                    Ipi.Edge.UNDETERMINED,
                    Double.NaN,
                    null,
                    Ipi.NEVER,
                    null,
                    -1,
                    42));
            AnalysisResult empty = new AnalysisResult(
                    "1",
                    "test",
                    List.of(),
                    new LossLedger(),
                    List.of(),
                    0,
                    none,
                    null,
                    null,
                    List.of(),
                    null,
                    List.of(),
                    List.of());
            tables.finish(empty, UnaryOperator.identity());
        }

        assertThat(rows("ipis")).containsExactly("7,100,0,1,CALL_FUNC,,stuck,undetermined,,,,,,,42");
    }

    @Test
    void everyFormatIsWrittenForEveryTable() throws IOException {
        write(Set.of(TableFormat.values()));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(7 * TableFormat.values().length)
                    .contains("ipis.arrow", "stalls.parquet", "windows.csv", "losses.arrow");
        }
    }

    @Test
    void tablesThatAreNotFinishedLeaveNoFile() throws IOException {
        try (FindingTables tables = new FindingTables(folder, Set.of(TableFormat.CSV, TableFormat.ARROW), Map.of())) {
            SampleResult.feed(tables);
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void namesAndOrderOfTheFirstColumnsAreStable() {
        Map<String, String> columns = new java.util.TreeMap<>();
        ResultTables.all()
                .forEach(table -> columns.put(
                        table.name(), table.columns().stream().map(Column::name).collect(Collectors.joining(" "))));

        assertThat(columns.get("ipis"))
                .startsWith("ipi_id send_ns source_cpu target_cpu message function fate edge lost_probability masked_by"
                        + " handled_ns handled_by latency_ns stall_id");
        assertThat(columns.get("stalls"))
                .startsWith(
                        "stall_id begin_ns end_ns duration_ns waiter_cpu target_cpu function cause root_ipi_id grade"
                                + " evidence overturned_by");
        assertThat(columns.get("rescues")).startsWith("time_ns cpu message by inside edge age_ns");
        assertThat(columns.get("windows")).startsWith("cpu begin_ns end_ns duration_ns kind irq name");
        assertThat(columns.get("counters")).startsWith("time_ns row cpu count delta rate_per_s event");
        assertThat(columns.get("hypotheses")).startsWith("hypothesis prediction predicted observed low high verdict");
        assertThat(columns.get("losses")).startsWith("source counter severity count first_position forbids");
        assertThat(columns.get("events")).startsWith("time_ns cpu kind name peer code reference label");
    }

    @Test
    void everyColumnSaysWhatItMeans() {
        List<Column> all = new ArrayList<>();
        ResultTables.all().forEach(table -> all.addAll(table.columns()));

        assertThat(all).allSatisfy(column -> assertThat(column.description()).isNotBlank());
        assertThat(all)
                .filteredOn(column -> column.name().endsWith("_ns"))
                .allMatch(column -> column.unit().equals("ns"));
    }

    private AnalysisResult write(Set<TableFormat> formats) throws IOException {
        AnalysisResult result = SampleResult.full();
        try (FindingTables tables = new FindingTables(folder, formats, Map.of("clock", "mono"))) {
            SampleResult.feed(tables);
            tables.finish(result, UnaryOperator.identity());
        }
        return result;
    }

    private List<String> rows(String table) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(table + ".csv"));
        return lines.subList(1, lines.size());
    }
}

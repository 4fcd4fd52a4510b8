package lostedge.analysis.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lostedge.analysis.report.SampleResult;
import lostedge.analysis.result.FindingSummary;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Stall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class SummaryTablesTest {
    private final FindingSummary findings = SampleResult.full().findings();

    @TempDir
    private Path folder;

    @Test
    void stallsAddUpAndTheCostliestCauseComesFirst() {
        Table stalls = SummaryTables.stalls(findings);

        assertThat(stalls.longColumn("stalls").sum()).isEqualTo(findings.stalls());
        assertThat(stalls.doubleColumn("time_share").sum()).isCloseTo(1, within(1e-9));
        assertThat(stalls.longColumn("time_waited_ns").asList()).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        for (Row row : stalls) {
            Stall.Cause cause = Stall.Cause.valueOf(row.getString("cause").toUpperCase(java.util.Locale.ROOT));
            assertThat(row.getLong("longest_ns"))
                    .isEqualTo(findings.stallsByCause().get(cause).maxNs());
        }
    }

    @Test
    void everyMessageIsCountedOnceInEachView() {
        Table across = SummaryTables.fatesAcross(findings);

        assertThat(SummaryTables.fates(findings).longColumn("messages").sum()).isEqualTo(findings.ipis());
        assertThat(SummaryTables.flows(findings).longColumn("messages").sum()).isEqualTo(findings.ipis());
        assertThat(across.rowCount()).isEqualTo(findings.ipisByMessage().size());
        assertThat(across.numericColumns().stream().mapToDouble(c -> c.sum()).sum())
                .isEqualTo(findings.ipis());
    }

    @Test
    void quantilesDoNotFallAlongARow() {
        for (Row row : SummaryTables.latencies(findings)) {
            assertThat(Stream.of("median_ns", "p90_ns", "p99_ns", "p99.9_ns", "longest_ns")
                            .map(row::getLong))
                    .isSorted();
        }
    }

    @Test
    void cpuThatIsNotToldIsAnEmptyField() throws IOException {
        FindingSummary one = new FindingSummary();
        one.ipi(new Ipi(
                0,
                100,
                -1,
                3,
                IpiMessage.CALL_FUNC,
                "",
                Ipi.Fate.STUCK,
                Ipi.Edge.UNDETERMINED,
                Double.NaN,
                null,
                Ipi.NEVER,
                null,
                -1,
                1));
        SummaryTables.write(folder, one);

        assertThat(Files.readString(folder.resolve("summary_flows.csv")))
                .isEqualTo("source_cpu,target_cpu,messages\n,3,1\n");
        assertThat(Files.readString(folder.resolve("summary_fates.csv")))
                .isEqualTo("message,fate,messages\nCALL_FUNC,stuck,1\n");
    }

    @Test
    void nothingFoundIsAHeadingAlone() throws IOException {
        SummaryTables.write(folder, new FindingSummary());

        for (Table table : SummaryTables.all(new FindingSummary())) {
            assertThat(Files.readAllLines(folder.resolve(table.name() + ".csv")))
                    .isEqualTo(List.of(String.join(",", table.columnNames())));
        }
    }
}

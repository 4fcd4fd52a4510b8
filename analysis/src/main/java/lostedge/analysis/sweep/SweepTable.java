package lostedge.analysis.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lostedge.analysis.statistics.Interval;
import lostedge.ingest.table.Column;
import lostedge.ingest.table.TableFormat;
import lostedge.ingest.table.TableSchema;
import lostedge.ingest.table.TableWriter;
import org.jspecify.annotations.Nullable;

/** A sweep as a table: a row for each value. */
final class SweepTable {
    private static final String NOTHING_RESCUED = "the polls read no bit";

    private static final List<Column> COLUMNS = List.of(
            real("value", "", "value of the parameter", ""),
            whole("cpus", "CPUs of the machine"),
            whole("clock_handler_ns", "median of the clock handler"),
            whole("runs", "simulated machines"),
            whole("hung", "machines that hung"),
            whole("sent", "edges sent"),
            whole("sent_call_func", "edges sent for IPI_CALL_FUNC"),
            whole("lost", "edges lost"),
            whole("rescued", "bits the polls read"),
            real("rescued_call_func_share", "", "share of IPI_CALL_FUNC among these bits", NOTHING_RESCUED),
            real("low", "", "lower end of its 95% interval (Wilson)", NOTHING_RESCUED),
            real("high", "", "upper end of its 95% interval", NOTHING_RESCUED));

    private SweepTable() {}

    private static Column real(String name, String unit, String description, String nullMeaning) {
        return new Column(name, Column.Type.FLOAT64, unit, description, nullMeaning);
    }

    private static Column whole(String name, String description) {
        return new Column(name, Column.Type.INT64, name.endsWith("_ns") ? "ns" : "", description, "");
    }

    /**
     * Writes the table.
     *
     * @param file to be made
     * @param facts about the whole
     */
    static void write(Sweep sweep, Path file, TableFormat format, Map<String, String> facts) throws IOException {
        try (TableWriter writer = format.create(file, new TableSchema("sweep", COLUMNS, facts))) {
            for (Sweep.Point point : sweep.points()) {
                write(point, writer);
            }
            writer.finish();
        }
    }

    private static void write(Sweep.Point point, TableWriter row) throws IOException {
        int column = 0;
        row.setDouble(column++, point.value());
        row.setLong(column++, point.scenario().configuration().cpus());
        row.setLong(column++, point.scenario().workload().tick().handler().medianNs());
        row.setLong(column++, point.outcome().runs().size());
        row.setLong(column++, point.outcome().hung());
        row.setLong(column++, point.outcome().sent());
        row.setLong(column++, point.outcome().sentCallFunction());
        row.setLong(column++, point.outcome().lost());
        row.setLong(column++, point.outcome().rescued());
        share(row, column, point.outcome().callFunctionShare());
        row.endRow();
    }

    private static void share(TableWriter row, int column, @Nullable Interval share) {
        if (share != null) {
            row.setDouble(column, share.estimate());
            row.setDouble(column + 1, share.low());
            row.setDouble(column + 2, share.high());
        }
    }
}

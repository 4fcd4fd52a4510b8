package lostedge.analysis.table;

import java.nio.file.Path;
import java.util.List;
import lostedge.analysis.result.FindingSummary;
import lostedge.analysis.statistics.LatencySummary;
import tech.tablesaw.aggregate.AggregateFunctions;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvWriteOptions;
import tech.tablesaw.io.csv.CsvWriter;

/**
 * The totals of an analysis as small tables. Names of columns end in their unit: {@code _ns}, or {@code _share} for a
 * fraction in [0, 1]; without one they count. Verdicts are lower-case words, messages carry the kernel's names.
 */
public final class SummaryTables {
    private SummaryTables() {}

    /** {@return every table that is written, each named as its file} */
    public static List<Table> all(FindingSummary findings) {
        return List.of(stalls(findings), rescues(findings), fates(findings), latencies(findings), flows(findings));
    }

    /** Writes each table into a folder as CSV, missing values as empty fields. */
    public static void write(Path folder, FindingSummary findings) {
        for (Table table : all(findings)) {
            CsvWriteOptions options = CsvWriteOptions.builder(
                            folder.resolve(table.name() + ".csv").toFile())
                    .lineEnd("\n")
                    .build();
            new CsvWriter().write(table, options);
        }
    }

    /** {@return stalls by cause, most time first} */
    public static Table stalls(FindingSummary findings) {
        StringColumn cause = StringColumn.create("cause");
        LongColumn stalls = LongColumn.create("stalls");
        LongColumn waited = LongColumn.create("time_waited_ns");
        LongColumn longest = LongColumn.create("longest_ns");
        findings.stallsByCause().forEach((one, total) -> {
            cause.append(ResultTable.lowerCase(one));
            stalls.append(total.count());
            waited.append(total.totalNs());
            longest.append(total.maxNs());
        });
        return Table.create(
                        "summary_stalls",
                        cause,
                        stalls,
                        waited,
                        waited.divide(waited.sum()).setName("time_share"),
                        longest)
                .sortOn("-time_waited_ns", "cause");
    }

    /** {@return rescues by message, most first, then by means} */
    public static Table rescues(FindingSummary findings) {
        StringColumn message = StringColumn.create("message");
        StringColumn by = StringColumn.create("by");
        LongColumn rescues = LongColumn.create("rescues");
        findings.rescues()
                .forEach((one, byMeans) -> byMeans.forEach((means, count) -> {
                    message.append(one.name());
                    by.append(ResultTable.lowerCase(means));
                    rescues.append(count);
                }));
        return Table.create(
                        "summary_rescues",
                        message,
                        by,
                        rescues,
                        rescues.divide(rescues.sum()).setName("rescue_share"))
                .sortOn("-rescues", "message", "by");
    }

    /** {@return messages by kind, then by fate} */
    public static Table fates(FindingSummary findings) {
        StringColumn message = StringColumn.create("message");
        StringColumn fate = StringColumn.create("fate");
        LongColumn messages = LongColumn.create("messages");
        findings.ipisByMessage()
                .forEach((one, byFate) -> byFate.forEach((what, count) -> {
                    message.append(one.name());
                    fate.append(ResultTable.lowerCase(what));
                    messages.append(count);
                }));
        return Table.create("summary_fates", message, fate, messages).sortOn("message", "fate");
    }

    /** {@return the same with a row per message and a column per fate} */
    public static Table fatesAcross(FindingSummary findings) {
        Table across = fates(findings)
                .pivot("message", "fate", "messages", AggregateFunctions.sum)
                .sortOn("message");
        across.columnsOfType(ColumnType.DOUBLE).forEach(count -> ((DoubleColumn) count).setMissingTo(0.0));
        return across;
    }

    /** {@return quantiles of the time from send to handling, by message, where both are known} */
    public static Table latencies(FindingSummary findings) {
        StringColumn message = StringColumn.create("message");
        LongColumn messages = LongColumn.create("messages");
        LongColumn median = LongColumn.create("median_ns");
        LongColumn p90 = LongColumn.create("p90_ns");
        LongColumn p99 = LongColumn.create("p99_ns");
        LongColumn p999 = LongColumn.create("p99.9_ns");
        LongColumn longest = LongColumn.create("longest_ns");
        findings.latencies().forEach((one, summary) -> {
            if (summary.count() > 0) {
                message.append(one.name());
                messages.append(summary.count());
                quantile(median, summary, 0.5);
                quantile(p90, summary, 0.9);
                quantile(p99, summary, 0.99);
                quantile(p999, summary, 0.999);
                longest.append(summary.maxNs());
            }
        });
        return Table.create("summary_latencies", message, messages, median, p90, p99, p999, longest);
    }

    private static void quantile(LongColumn column, LatencySummary summary, double share) {
        column.append(summary.quantileNs(share));
    }

    /** {@return messages by sender and target; a CPU the recording does not tell is missing} */
    public static Table flows(FindingSummary findings) {
        IntColumn source = IntColumn.create("source_cpu");
        IntColumn target = IntColumn.create("target_cpu");
        LongColumn messages = LongColumn.create("messages");
        for (FindingSummary.Flow flow : findings.flows()) {
            cpu(source, flow.source());
            cpu(target, flow.target());
            messages.append(flow.messages());
        }
        return Table.create("summary_flows", source, target, messages);
    }

    private static void cpu(IntColumn column, int cpu) {
        if (cpu < 0) {
            column.appendMissing();
        } else {
            column.append(cpu);
        }
    }
}

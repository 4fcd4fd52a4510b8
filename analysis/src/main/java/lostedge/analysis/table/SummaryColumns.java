package lostedge.analysis.table;

import java.util.List;
import java.util.Map;
import lostedge.ingest.table.Column;
import lostedge.ingest.table.TableSchema;

/** What the columns of the {@link SummaryTables} mean. */
public final class SummaryColumns {
    private static final String NOTHING_WAITED = "nothing was waited";

    private SummaryColumns() {}

    /**
     * A summary table.
     *
     * @param row what a row is, one clause
     * @param schema its name and columns, in order
     */
    public record Summary(String row, TableSchema schema) {}

    /** {@return every summary table, in the order of {@link SummaryTables#all}} */
    public static List<Summary> all() {
        return List.of(
                summary(
                        "summary_stalls",
                        "one cause of stalls, most time first",
                        name("cause", "the cause of the longest part of each stall"),
                        count("stalls", "how many"),
                        time("time_waited_ns", "sum of their durations"),
                        share("time_share", "fraction of the time waited in all stalls", NOTHING_WAITED),
                        time("longest_ns", "the longest of them")),
                summary(
                        "summary_rescues",
                        "one message and means of rescue, most first",
                        name("message", "which message"),
                        name("by", "the means that handled it instead of its own interrupt"),
                        count("rescues", "how many, as events show"),
                        share("rescue_share", "fraction of all rescues", "")),
                summary(
                        "summary_fates",
                        "one message and fate",
                        name("message", "which message"),
                        name("fate", "how it reached its target"),
                        count("messages", "how many")),
                summary(
                        "summary_latencies",
                        "one message, where send and handling are known",
                        name("message", "which message"),
                        count("messages", "how many"),
                        time("median_ns", "half were handled within this time from their send"),
                        time("p90_ns", "90% were"),
                        time("p99_ns", "99% were"),
                        time("p99.9_ns", "99.9% were"),
                        time("longest_ns", "all were")),
                summary(
                        "summary_flows",
                        "one sender and target",
                        new Column("source_cpu", Column.Type.INT32, "", "the sender", "not told"),
                        new Column("target_cpu", Column.Type.INT32, "", "the target", "not told"),
                        count("messages", "how many")));
    }

    private static Summary summary(String name, String row, Column... columns) {
        return new Summary(row, new TableSchema(name, List.of(columns), Map.of()));
    }

    private static Column name(String name, String meaning) {
        return new Column(name, Column.Type.DICTIONARY, "", meaning, "");
    }

    private static Column count(String name, String meaning) {
        return new Column(name, Column.Type.INT64, "", meaning, "");
    }

    private static Column time(String name, String meaning) {
        return new Column(name, Column.Type.INT64, "ns", meaning, "");
    }

    private static Column share(String name, String meaning, String nullMeaning) {
        return new Column(name, Column.Type.FLOAT64, "1", meaning, nullMeaning);
    }
}

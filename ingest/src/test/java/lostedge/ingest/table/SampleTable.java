package lostedge.ingest.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A seeded table with every type of column, missing values, and texts that try to break out of their field. */
final class SampleTable {
    static final List<Column> COLUMNS = List.of(
            new Column("time_ns", Column.Type.INT64, "ns", "when", ""),
            new Column("cpu", Column.Type.INT32, "", "which CPU", "not told"),
            new Column("ratio", Column.Type.FLOAT64, "1", "a share", "not defined"),
            new Column("ended", Column.Type.BOOLEAN, "", "whether it ended", "not known"),
            new Column("evidence", Column.Type.TEXT, "", "what it rests on", "none"),
            new Column("cause", Column.Type.DICTIONARY, "", "why", "not known"));

    static final TableSchema SCHEMA = new TableSchema("sample", COLUMNS, Map.of("clock", "mono"));

    private static final String[] CAUSES = {"LOST_EDGE", "MASKED_TARGET", "", "naïve, \"quoted\"", "two\r\nlines"};

    private SampleTable() {}

    /** Rows of boxed values, null where missing. */
    static List<List<@Nullable Object>> rows(int count) {
        Random random = new Random(7);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(random.nextInt(50) == 0 ? random.nextLong() : 1_000_000_000L + i * 937L);
            row.add(sometimes(random, random.nextInt(64) - 1));
            row.add(sometimes(random, random.nextGaussian()));
            row.add(sometimes(random, random.nextBoolean()));
            row.add(sometimes(random, "line " + random.nextInt() + CAUSES[random.nextInt(CAUSES.length)]));
            row.add(sometimes(random, CAUSES[random.nextInt(CAUSES.length)]));
            rows.add(row);
        }
        return rows;
    }

    static void write(TableFormat format, Path file, List<List<@Nullable Object>> rows) throws IOException {
        try (TableWriter table = format.create(file, SCHEMA)) {
            for (List<@Nullable Object> row : rows) {
                for (int c = 0; c < row.size(); c++) {
                    set(table, c, row.get(c));
                }
                table.endRow();
            }
            table.finish();
        }
    }

    private static void set(TableWriter table, int column, @Nullable Object value) {
        if (value instanceof Long number) {
            table.setLong(column, number);
        } else if (value instanceof Integer number) {
            table.setLong(column, number);
        } else if (value instanceof Double number) {
            table.setDouble(column, number);
        } else if (value instanceof Boolean truth) {
            table.setBoolean(column, truth);
        } else if (value instanceof String text) {
            table.setText(column, text);
        }
    }

    private static @Nullable Object sometimes(Random random, Object value) {
        return random.nextInt(10) == 0 ? null : value;
    }
}

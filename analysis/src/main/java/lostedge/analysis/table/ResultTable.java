package lostedge.analysis.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import lostedge.ingest.table.Column;
import lostedge.ingest.table.TableSchema;
import lostedge.ingest.table.TableWriter;
import org.jspecify.annotations.Nullable;

/**
 * A table whose every column is declared once: name, unit, meaning, and where its value comes from. The tables are in
 * {@link ResultTables}.
 *
 * @param <R> what a row is made of
 */
public final class ResultTable<R> {
    private interface Cell<R> {
        void set(TableWriter writer, int column, R row);
    }

    private final String name;
    private final String description;
    private final List<Column> columns = new ArrayList<>();
    private final List<Cell<R>> cells = new ArrayList<>();

    /** A table without columns yet; the methods below add them in order. */
    public ResultTable(String name, String description) {
        this.name = name;
        this.description = description;
    }

    /** {@return the table's name, also that of its files} */
    public String name() {
        return name;
    }

    /** {@return what a row is, one clause} */
    public String description() {
        return description;
    }

    /** {@return the columns, in order} */
    public List<Column> columns() {
        return List.copyOf(columns);
    }

    /** {@return the schema of a file of this table that holds these facts about the whole} */
    public TableSchema schema(Map<String, String> metadata) {
        return new TableSchema(name, columns, metadata);
    }

    /** Writes one row. */
    public void write(TableWriter writer, R row) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            cells.get(i).set(writer, i, row);
        }
        writer.endRow();
    }

    /** Adds a column of 64-bit integers that is never null. */
    public ResultTable<R> longs(String column, String unit, String description, ToLongFunction<R> value) {
        return add(column, Column.Type.INT64, unit, description, "", (w, c, r) -> w.setLong(c, value.applyAsLong(r)));
    }

    /** Adds a column of 64-bit integers that is null where {@code absent} says so. */
    public ResultTable<R> longs(
            String column,
            String unit,
            String description,
            String nullMeaning,
            Predicate<R> absent,
            ToLongFunction<R> value) {
        return add(column, Column.Type.INT64, unit, description, nullMeaning, (w, c, r) -> {
            if (!absent.test(r)) {
                w.setLong(c, value.applyAsLong(r));
            }
        });
    }

    /** Adds a column of CPU numbers or other small numbers, null where negative. */
    public ResultTable<R> ints(String column, String description, String nullMeaning, ToLongFunction<R> value) {
        return add(column, Column.Type.INT32, "", description, nullMeaning, (w, c, r) -> {
            long number = value.applyAsLong(r);
            if (number >= 0) {
                w.setLong(c, number);
            }
        });
    }

    /** Adds a column of floating point numbers, null where NaN. */
    public ResultTable<R> doubles(
            String column, String unit, String description, String nullMeaning, ToDoubleFunction<R> value) {
        return add(column, Column.Type.FLOAT64, unit, description, nullMeaning, (w, c, r) -> {
            double number = value.applyAsDouble(r);
            if (!Double.isNaN(number)) {
                w.setDouble(c, number);
            }
        });
    }

    /** Adds a column of true or false. */
    public ResultTable<R> truths(String column, String description, Predicate<R> value) {
        return add(column, Column.Type.BOOLEAN, "", description, "", (w, c, r) -> w.setBoolean(c, value.test(r)));
    }

    /**
     * Adds a column of texts, null where empty if it has a null meaning; {@code repeats} tells whether few texts make
     * up most rows.
     */
    public ResultTable<R> texts(
            String column, boolean repeats, String description, String nullMeaning, Function<R, String> value) {
        Column.Type type = repeats ? Column.Type.DICTIONARY : Column.Type.TEXT;
        return add(column, type, "", description, nullMeaning, (w, c, r) -> {
            String text = value.apply(r);
            if (!text.isEmpty() || nullMeaning.isEmpty()) {
                w.setText(c, text);
            }
        });
    }

    /** Adds a column of verdicts, written in lower case. */
    public ResultTable<R> verdicts(
            String column, String description, String nullMeaning, Function<R, ? extends @Nullable Enum<?>> value) {
        return add(column, Column.Type.DICTIONARY, "", description, nullMeaning, (w, c, r) -> {
            Enum<?> verdict = value.apply(r);
            if (verdict != null) {
                w.setText(c, lowerCase(verdict));
            }
        });
    }

    /** Adds a column of the kernel's own names, written as they are. */
    public ResultTable<R> names(
            String column, String description, String nullMeaning, Function<R, ? extends @Nullable Enum<?>> value) {
        return add(column, Column.Type.DICTIONARY, "", description, nullMeaning, (w, c, r) -> {
            Enum<?> constant = value.apply(r);
            if (constant != null) {
                w.setText(c, constant.name());
            }
        });
    }

    /** {@return a constant as verdict columns hold it} */
    static String lowerCase(Enum<?> verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private ResultTable<R> add(
            String column, Column.Type type, String unit, String meaning, String nullMeaning, Cell<R> cell) {
        columns.add(new Column(column, type, unit, meaning, nullMeaning));
        cells.add(cell);
        return this;
    }
}

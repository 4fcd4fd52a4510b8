package lostedge.ingest.table;

import java.util.Arrays;
import java.util.List;

/** Rows of a table held in memory column by column until they are written together. */
final class RowGroup {
    /** Most rows held. */
    static final int CAPACITY = 1 << 15;
    /** Most characters of text held before the rows count as full. */
    private static final long MAX_TEXT_CHARS = 1 << 24;

    /** The values of one column. Only the array of its type has room. */
    static final class Values {
        /** INT32, INT64, and BOOLEAN as 0 or 1. */
        final long[] longs;
        /** FLOAT64. */
        final double[] doubles;
        /** TEXT and DICTIONARY; where a value is missing the entry has no meaning. */
        final String[] texts;
        /** Which rows have a value. */
        final boolean[] present = new boolean[CAPACITY];

        Values(Column.Type type) {
            longs = new long[type.isText() || type == Column.Type.FLOAT64 ? 0 : CAPACITY];
            doubles = new double[type == Column.Type.FLOAT64 ? CAPACITY : 0];
            texts = new String[type.isText() ? CAPACITY : 0];
        }

        int missing(int rows) {
            int missing = 0;
            for (int row = 0; row < rows; row++) {
                missing += present[row] ? 0 : 1;
            }
            return missing;
        }
    }

    final List<Column> columns;
    private final Values[] values;
    private int size;
    private long textChars;

    RowGroup(TableSchema schema) {
        columns = schema.columns();
        values = columns.stream().map(column -> new Values(column.type())).toArray(Values[]::new);
    }

    Values values(int column) {
        return values[column];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == CAPACITY || textChars >= MAX_TEXT_CHARS;
    }

    void setLong(int column, long value) {
        values[column].longs[size] = value;
        values[column].present[size] = true;
    }

    void setDouble(int column, double value) {
        values[column].doubles[size] = value;
        values[column].present[size] = true;
    }

    void setText(int column, String value) {
        values[column].texts[size] = value;
        values[column].present[size] = true;
        textChars += value.length();
    }

    boolean isSet(int column) {
        return values[column].present[size];
    }

    void endRow() {
        size++;
    }

    void clear() {
        for (Values each : values) {
            Arrays.fill(each.present, false);
            Arrays.fill(each.texts, "");
        }
        size = 0;
        textChars = 0;
    }
}

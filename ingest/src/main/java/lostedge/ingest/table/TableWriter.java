package lostedge.ingest.table;

import java.io.Closeable;
import java.io.IOException;

/**
 * Writes the rows of a table file, one by one. Columns are counted from 0; a column not set in a row is null there.
 *
 * <p>Call {@link #finish} after the last row. A writer closed without it leaves no file.
 *
 * <pre>{@code
 * try (TableWriter table = TableFormat.PARQUET.create(file, schema)) {
 *     table.setLong(0, timeNs);
 *     table.setText(1, name);
 *     table.endRow();
 *     table.finish();
 * }
 * }</pre>
 */
public final class TableWriter implements Closeable {
    /** One file format's way to write row groups. */
    interface Encoder {
        /** Writes the rows, which are then forgotten. */
        void write(RowGroup rows) throws IOException;

        /** Writes what the format has at its end. */
        void finish() throws IOException;
    }

    private final PartialFile file;
    private final Encoder encoder;
    private final RowGroup rows;

    TableWriter(PartialFile file, Encoder encoder, TableSchema schema) {
        this.file = file;
        this.encoder = encoder;
        this.rows = new RowGroup(schema);
    }

    /** Sets an INT64 or INT32 column of the current row; throws ArithmeticException where the value does not fit. */
    public void setLong(int column, long value) {
        boolean narrow = typeOf(column) == Column.Type.INT32;
        expect(column, narrow || typeOf(column) == Column.Type.INT64);
        rows.setLong(column, narrow ? Math.toIntExact(value) : value);
    }

    /** Sets a FLOAT64 column of the current row. */
    public void setDouble(int column, double value) {
        expect(column, typeOf(column) == Column.Type.FLOAT64);
        rows.setDouble(column, value);
    }

    /** Sets a TEXT or DICTIONARY column of the current row. */
    public void setText(int column, String value) {
        expect(column, typeOf(column).isText());
        rows.setText(column, value);
    }

    /** Sets a BOOLEAN column of the current row. */
    public void setBoolean(int column, boolean value) {
        expect(column, typeOf(column) == Column.Type.BOOLEAN);
        rows.setLong(column, value ? 1 : 0);
    }

    /**
     * Ends the current row and starts the next.
     *
     * @throws IllegalStateException if a column that is never null was not set
     */
    public void endRow() throws IOException {
        for (int c = 0; c < rows.columns.size(); c++) {
            if (!rows.isSet(c) && !rows.columns.get(c).nullable()) {
                throw new IllegalStateException(
                        "column " + rows.columns.get(c).name() + " is never null but was not set");
            }
        }
        rows.endRow();
        if (rows.isFull()) {
            flush();
        }
    }

    /** Completes the file and gives it its name. */
    public void finish() throws IOException {
        flush();
        encoder.finish();
        file.finish();
    }

    /** Throws away what was written unless {@link #finish} was called. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    private void flush() throws IOException {
        if (rows.size() > 0) {
            encoder.write(rows);
            rows.clear();
        }
    }

    private Column.Type typeOf(int column) {
        return rows.columns.get(column).type();
    }

    private void expect(int column, boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException(
                    "column " + rows.columns.get(column).name() + " is " + typeOf(column));
        }
    }
}

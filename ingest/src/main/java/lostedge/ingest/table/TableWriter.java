package lostedge.ingest.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes the rows of a table, one by one, into a file or into one of each of several formats. Rows are gathered once
 * and then encoded by all formats at the same time. Columns are counted from 0; a column not set in a row is null
 * there.
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

    /** A file under way and what writes it. */
    record Output(PartialFile file, Encoder encoder) {}

    private final List<Output> outputs;
    private final RowGroup rows;

    TableWriter(List<Output> outputs, TableSchema schema) {
        this.outputs = List.copyOf(outputs);
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

    /** Completes the files and gives them their names. */
    public void finish() throws IOException {
        flush();
        for (Output output : outputs) {
            output.encoder.finish();
            output.file.finish();
        }
    }

    /** Throws away what was written unless {@link #finish} was called. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (Output output : outputs) {
            try {
                output.file.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void flush() throws IOException {
        if (rows.size() == 0) {
            return;
        }
        try {
            outputs.parallelStream().forEach(this::encode);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        rows.clear();
    }

    private void encode(Output output) {
        try {
            output.encoder.write(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

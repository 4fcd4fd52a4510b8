package lostedge.ingest.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * CSV as RFC 4180 has it: lines end with CR LF, fields with a comma, quote or line break are quoted, quotes are
 * doubled. The first line names the columns.
 */
final class CsvTable implements TableWriter.Encoder {
    private static final int LONGEST_NUMBER = 20;

    private final WritableByteChannel channel;
    private byte[] bytes = new byte[1 << 16];
    private int size;

    CsvTable(WritableByteChannel channel, TableSchema schema) throws IOException {
        this.channel = channel;
        for (int c = 0; c < schema.columns().size(); c++) {
            separate(c);
            text(schema.columns().get(c).name());
        }
        endLine();
    }

    @Override
    public void write(RowGroup rows) throws IOException {
        for (int row = 0; row < rows.size(); row++) {
            for (int c = 0; c < rows.columns.size(); c++) {
                separate(c);
                RowGroup.Values values = rows.values(c);
                if (values.present[row]) {
                    value(rows.columns.get(c).type(), values, row);
                }
            }
            endLine();
        }
    }

    @Override
    public void finish() throws IOException {
        flush();
    }

    private void separate(int column) throws IOException {
        if (column > 0) {
            reserve(1);
            bytes[size++] = ',';
        }
    }

    private void endLine() throws IOException {
        reserve(2);
        bytes[size++] = '\r';
        bytes[size++] = '\n';
    }

    private void value(Column.Type type, RowGroup.Values values, int row) throws IOException {
        switch (type) {
            case INT32, INT64 -> number(values.longs[row]);
            case FLOAT64 -> text(Double.toString(values.doubles[row]));
            case BOOLEAN -> text(values.longs[row] != 0 ? "true" : "false");
            case TEXT, DICTIONARY -> text(values.texts[row]);
        }
    }

    private void number(long value) throws IOException {
        if (value < 0) {
            text(Long.toString(value));
            return;
        }
        reserve(LONGEST_NUMBER);
        int end = size + digits(value);
        long rest = value;
        for (int at = end; at > size; rest /= 10) {
            bytes[--at] = (byte) ('0' + rest % 10);
        }
        size = end;
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void text(String text) throws IOException {
        boolean quoted = text.isEmpty();
        for (int i = 0; i < text.length() && !quoted; i++) {
            char c = text.charAt(i);
            quoted = c == ',' || c == '"' || c == '\r' || c == '\n';
        }
        byte[] encoded = (quoted ? '"' + text.replace("\"", "\"\"") + '"' : text).getBytes(StandardCharsets.UTF_8);
        reserve(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    private void reserve(int more) throws IOException {
        if (size + more > bytes.length) {
            flush();
            if (more > bytes.length) {
                bytes = new byte[more];
            }
        }
    }

    private void flush() throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes, 0, size);
        while (out.hasRemaining()) {
            channel.write(out);
        }
        size = 0;
    }
}

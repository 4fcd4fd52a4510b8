package lostedge.ingest.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * CSV as RFC 4180 has it: lines end with CR LF, fields with a comma, quote or line break are quoted, quotes are
 * doubled. The first line names the columns.
 */
final class CsvTable implements TableWriter.Encoder {
    private final BufferedWriter out;

    CsvTable(WritableByteChannel channel, TableSchema schema) throws IOException {
        out = new BufferedWriter(
                Channels.newWriter(
                        channel,
                        StandardCharsets.UTF_8
                                .newEncoder()
                                .onMalformedInput(CodingErrorAction.REPLACE)
                                .onUnmappableCharacter(CodingErrorAction.REPLACE),
                        -1),
                1 << 16);
        for (int c = 0; c < schema.columns().size(); c++) {
            separate(c);
            text(schema.columns().get(c).name());
        }
        out.write("\r\n");
    }

    @Override
    public void write(RowGroup rows) throws IOException {
        for (int row = 0; row < rows.size(); row++) {
            for (int c = 0; c < rows.columns.size(); c++) {
                separate(c);
                if (rows.values(c).present[row]) {
                    value(rows.columns.get(c).type(), rows.values(c), row);
                }
            }
            out.write("\r\n");
        }
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }

    private void separate(int column) throws IOException {
        if (column > 0) {
            out.write(',');
        }
    }

    private void value(Column.Type type, RowGroup.Values values, int row) throws IOException {
        switch (type) {
            case INT32, INT64 -> out.write(Long.toString(values.longs[row]));
            case FLOAT64 -> out.write(Double.toString(values.doubles[row]));
            case BOOLEAN -> out.write(values.longs[row] != 0 ? "true" : "false");
            case TEXT, DICTIONARY -> text(values.texts[row]);
        }
    }

    private void text(String text) throws IOException {
        boolean quoted = text.isEmpty();
        for (int i = 0; i < text.length() && !quoted; i++) {
            char c = text.charAt(i);
            quoted = c == ',' || c == '"' || c == '\r' || c == '\n';
        }
        out.write(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }
}

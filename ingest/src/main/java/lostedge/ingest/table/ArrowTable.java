package lostedge.ingest.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lostedge.ingest.arrow.ArrowField;
import lostedge.ingest.arrow.ArrowFileWriter;
import lostedge.ingest.arrow.BatchBody;

/**
 * A table as an Arrow IPC file: one record batch per row group; {@code unit}, {@code description} and
 * {@code null_meaning} in each field's metadata, the table's name and metadata in the schema's.
 */
final class ArrowTable implements TableWriter.Encoder {
    private final ArrowFileWriter writer;
    private final Map<String, String> metadata;
    /** Per column the index of each text seen; empty for columns that are no dictionary. */
    private final List<Map<String, Integer>> dictionaries = new ArrayList<>();

    ArrowTable(SeekableByteChannel channel, TableSchema schema) throws IOException {
        metadata = metadata(schema);
        writer = new ArrowFileWriter(channel, fields(schema), true, metadata);
        schema.columns().forEach(column -> dictionaries.add(new LinkedHashMap<>()));
    }

    /** The schema's metadata, the table's name first. */
    static Map<String, String> metadata(TableSchema schema) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("table", schema.name());
        metadata.putAll(schema.metadata());
        return metadata;
    }

    /** The Arrow schema as Parquet files carry it: its message in base64. */
    static String encodedSchema(TableSchema schema) {
        return Base64.getEncoder().encodeToString(ArrowFileWriter.schemaMessage(fields(schema), metadata(schema)));
    }

    @Override
    public void write(RowGroup rows) throws IOException {
        BatchBody body = writer.body();
        int size = rows.size();
        for (int c = 0; c < rows.columns.size(); c++) {
            RowGroup.Values values = rows.values(c);
            int missing = values.missing(size);
            body.column(size, missing);
            if (missing == 0) {
                body.allPresent();
            } else {
                body.presence(values.present, size);
            }
            data(body, rows.columns.get(c).type(), values, size, dictionaries.get(c));
        }
        writer.writeBatch();
    }

    @Override
    public void finish() throws IOException {
        try (writer) {
            for (int c = 0; c < dictionaries.size(); c++) {
                if (isDictionary(c)) {
                    writer.writeDictionary(c, List.copyOf(dictionaries.get(c).keySet()));
                }
            }
            writer.finish(metadata);
        }
    }

    private boolean isDictionary(int column) {
        return writer.fields().get(column).dictionary() != ArrowField.PLAIN;
    }

    private static void data(
            BatchBody body, Column.Type type, RowGroup.Values values, int rows, Map<String, Integer> dictionary) {
        switch (type) {
            case INT64 -> {
                body.raw(8 * rows).asLongBuffer().put(values.longs, 0, rows);
                body.add(8 * rows, true);
            }
            case INT32 -> {
                ByteBuffer raw = body.raw(4 * rows);
                for (int row = 0; row < rows; row++) {
                    raw.putInt((int) values.longs[row]);
                }
                body.add(4 * rows, true);
            }
            case FLOAT64 -> {
                body.raw(8 * rows).asDoubleBuffer().put(values.doubles, 0, rows);
                body.add(8 * rows, true);
            }
            case BOOLEAN -> {
                boolean[] bits = new boolean[rows];
                for (int row = 0; row < rows; row++) {
                    bits[row] = values.longs[row] != 0;
                }
                body.bits(bits, rows);
            }
            case TEXT -> body.texts(texts(values, rows));
            case DICTIONARY -> {
                List<String> texts = texts(values, rows);
                ByteBuffer raw = body.raw(4 * rows);
                for (int row = 0; row < rows; row++) {
                    raw.putInt(values.present[row] ? index(dictionary, texts.get(row)) : 0);
                }
                body.add(4 * rows, true);
            }
        }
    }

    private static int index(Map<String, Integer> dictionary, String text) {
        Integer known = dictionary.putIfAbsent(text, dictionary.size());
        return known != null ? known : dictionary.size() - 1;
    }

    private static List<String> texts(RowGroup.Values values, int rows) {
        List<String> texts = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            texts.add(values.present[row] ? values.texts[row] : "");
        }
        return texts;
    }

    private static List<ArrowField> fields(TableSchema schema) {
        List<ArrowField> fields = new ArrayList<>();
        for (Column column : schema.columns()) {
            fields.add(field(column, fields.size()));
        }
        return fields;
    }

    private static ArrowField field(Column column, long dictionary) {
        Map<String, String> told = new TreeMap<>();
        told.put("unit", column.unit());
        told.put("description", column.description());
        told.put("null_meaning", column.nullMeaning());
        told.values().removeIf(String::isEmpty);
        ArrowField.Type type = switch (column.type()) {
            case INT32, DICTIONARY -> ArrowField.Type.INT32;
            case INT64 -> ArrowField.Type.INT64;
            case FLOAT64 -> ArrowField.Type.FLOAT64;
            case BOOLEAN -> ArrowField.Type.BOOLEAN;
            case TEXT -> ArrowField.Type.UTF8;
        };
        return new ArrowField(
                column.name(),
                type,
                column.nullable(),
                column.type() == Column.Type.DICTIONARY ? dictionary : ArrowField.PLAIN,
                told);
    }
}

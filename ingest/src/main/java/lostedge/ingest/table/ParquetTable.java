package lostedge.ingest.table;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lostedge.ingest.parquet.ParquetField;
import lostedge.ingest.parquet.ParquetFileWriter;

/**
 * A table as a Parquet file. The table's name and metadata stand in the file's key-value metadata, and there under
 * {@code ARROW:schema} the Arrow schema as well, from which Arrow's readers take back dictionaries, units and
 * descriptions.
 */
final class ParquetTable implements TableWriter.Encoder {
    private final ParquetFileWriter writer;
    private final TableSchema schema;

    ParquetTable(WritableByteChannel channel, TableSchema schema) throws IOException {
        this.schema = schema;
        List<ParquetField> fields = schema.columns().stream()
                .map(column -> new ParquetField(column.name(), type(column.type()), column.nullable()))
                .toList();
        writer = new ParquetFileWriter(channel, fields);
    }

    @Override
    public void write(RowGroup rows) throws IOException {
        writer.startRowGroup(rows.size());
        for (int c = 0; c < rows.columns.size(); c++) {
            RowGroup.Values values = rows.values(c);
            switch (rows.columns.get(c).type()) {
                case INT32, INT64 -> writer.integers(values.longs, values.present);
                case FLOAT64 -> writer.doubles(values.doubles, values.present);
                case BOOLEAN -> writer.booleans(values.longs, values.present);
                case TEXT, DICTIONARY -> writer.texts(values.texts, values.present);
            }
        }
    }

    @Override
    public void finish() throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>(ArrowTable.metadata(schema));
        metadata.put("ARROW:schema", ArrowTable.encodedSchema(schema));
        writer.finish(metadata);
    }

    private static ParquetField.Type type(Column.Type type) {
        return switch (type) {
            case INT32 -> ParquetField.Type.INT32;
            case INT64 -> ParquetField.Type.INT64;
            case FLOAT64 -> ParquetField.Type.DOUBLE;
            case BOOLEAN -> ParquetField.Type.BOOLEAN;
            case TEXT -> ParquetField.Type.STRING;
            case DICTIONARY -> ParquetField.Type.REPEATED_STRING;
        };
    }
}

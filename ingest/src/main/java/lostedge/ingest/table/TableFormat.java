package lostedge.ingest.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The file formats a table can be written in. */
public enum TableFormat {
    /** Arrow IPC file format ("Feather V2"), ZSTD-compressed. */
    ARROW("arrow"),
    /** Apache Parquet, ZSTD-compressed. */
    PARQUET("parquet"),
    /** RFC 4180 text in UTF-8 with a header line; a missing value is an empty field, an empty text is {@code ""}. */
    CSV("csv");

    private final String extension;

    TableFormat(String extension) {
        this.extension = extension;
    }

    /** {@return the end of such a file's name, without the dot} */
    public String extension() {
        return extension;
    }

    /**
     * Starts a table file; it replaces {@code file} when it is finished.
     *
     * @throws IOException if a file cannot be made in that folder
     */
    public TableWriter create(Path file, TableSchema schema) throws IOException {
        return new TableWriter(List.of(output(file, schema)), schema);
    }

    /**
     * Starts a table in several formats: files named as the schema, in this folder.
     *
     * @throws IOException if a file cannot be made there
     */
    public static TableWriter create(Path folder, Set<TableFormat> formats, TableSchema schema) throws IOException {
        List<TableWriter.Output> outputs = new ArrayList<>();
        try {
            for (TableFormat format : formats) {
                outputs.add(format.output(folder.resolve(schema.name() + "." + format.extension), schema));
            }
        } catch (IOException | RuntimeException e) {
            new TableWriter(outputs, schema).close();
            throw e;
        }
        return new TableWriter(outputs, schema);
    }

    private TableWriter.Output output(Path file, TableSchema schema) throws IOException {
        PartialFile partial = PartialFile.create(file);
        try {
            TableWriter.Encoder encoder = switch (this) {
                case ARROW -> new ArrowTable(partial.channel(), schema);
                case PARQUET -> new ParquetTable(partial.channel(), schema);
                case CSV -> new CsvTable(partial.channel(), schema);
            };
            return new TableWriter.Output(partial, encoder);
        } catch (IOException | RuntimeException e) {
            partial.close();
            throw e;
        }
    }
}

package lostedge.ingest.table;

import java.io.IOException;
import java.nio.file.Path;

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
        PartialFile partial = PartialFile.create(file);
        try {
            TableWriter.Encoder encoder = switch (this) {
                case ARROW -> new ArrowTable(partial.channel(), schema);
                case PARQUET -> new ParquetTable(partial.channel(), schema);
                case CSV -> new CsvTable(partial.channel(), schema);
            };
            return new TableWriter(partial, encoder, schema);
        } catch (IOException | RuntimeException e) {
            partial.close();
            throw e;
        }
    }
}

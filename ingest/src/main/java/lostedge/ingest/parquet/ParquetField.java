package lostedge.ingest.parquet;

/**
 * One column of a Parquet file.
 *
 * @param name its name
 * @param type what its values are
 * @param nullable whether values may be missing
 */
public record ParquetField(String name, Type type, boolean nullable) {
    /** What the values of a column are. */
    public enum Type {
        /** Signed integer of 32 bits. */
        INT32,
        /** Signed integer of 64 bits. */
        INT64,
        /** Floating point number of 64 bits. */
        DOUBLE,
        /** True or false. */
        BOOLEAN,
        /** UTF-8 text. */
        STRING,
        /** UTF-8 text that repeats: each stored once per row group. */
        REPEATED_STRING
    }
}

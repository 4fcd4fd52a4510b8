package lostedge.ingest.table;

/**
 * One column of a table file.
 *
 * @param name its name in every format
 * @param type what its values are
 * @param unit the unit of its values, such as "ns" or "1/s", or the empty text if they have none
 * @param description what a value tells, one clause
 * @param nullMeaning what a missing value tells, or the empty text if none is ever missing
 */
public record Column(String name, Type type, String unit, String description, String nullMeaning) {

    /** What the values of a column are. */
    public enum Type {
        /** Signed integers of 32 bits. */
        INT32,
        /** Signed integers of 64 bits; times are these, with their unit beside them. */
        INT64,
        /** Floating point numbers of 64 bits. */
        FLOAT64,
        /** True or false. */
        BOOLEAN,
        /** Texts, mostly distinct. */
        TEXT,
        /** Texts that repeat; each is stored once. */
        DICTIONARY;

        /** {@return whether values are texts} */
        public boolean isText() {
            return this == TEXT || this == DICTIONARY;
        }
    }

    /** {@return whether values may be missing} */
    public boolean nullable() {
        return !nullMeaning.isEmpty();
    }
}

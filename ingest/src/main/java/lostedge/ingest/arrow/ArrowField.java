package lostedge.ingest.arrow;

import java.util.Map;

/**
 * One column of an Arrow file.
 *
 * @param name its name
 * @param type what is stored per row; for a dictionary-encoded column the type of the index
 * @param nullable whether values may be missing
 * @param dictionary id of the dictionary of texts that the indices point into, or {@link #PLAIN}
 * @param metadata what more is told of it, such as its unit
 */
public record ArrowField(String name, Type type, boolean nullable, long dictionary, Map<String, String> metadata) {
    /** Dictionary id of a column that has none. */
    public static final long PLAIN = -1;

    /** What is stored per row. */
    public enum Type {
        /** Signed integer of 8 bits. */
        INT8(1),
        /** Signed integer of 16 bits. */
        INT16(2),
        /** Signed integer of 32 bits. */
        INT32(4),
        /** Signed integer of 64 bits. */
        INT64(8),
        /** Floating point number of 64 bits. */
        FLOAT64(8),
        /** One bit. */
        BOOLEAN(0),
        /** UTF-8 text: offsets in one buffer, bytes in another. */
        UTF8(0);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /** {@return bytes per value, or 0 where values have no width of their own} */
        public int bytes() {
            return bytes;
        }
    }

    /** {@return how many buffers a batch holds for the column, the validity bitmap included} */
    int buffers() {
        return type == Type.UTF8 ? 3 : 2;
    }
}

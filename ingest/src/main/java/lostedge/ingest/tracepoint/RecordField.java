package lostedge.ingest.tracepoint;

import lostedge.ingest.bytes.BinaryNumbers;

/**
 * Where one field of a record lies, as a {@code field:} line of a format text tells it.
 *
 * @param name the field's name
 * @param offset bytes from the start of the record
 * @param size bytes
 * @param signed whether the number is signed
 * @param location what the bytes at {@code offset} are
 */
record RecordField(String name, int offset, int size, boolean signed, Location location) {
    enum Location {
        /** The value itself. */
        INLINE,
        /** {@code __data_loc}: offset from the record's start in the low 16 bits, length in the high 16 bits. */
        DATA_LOC,
        /** {@code __rel_loc}: the same, with the offset counted from the end of this field. */
        REL_LOC
    }

    /** {@return where in a record the field's bytes begin} */
    int start(BinaryNumbers numbers, byte[] bytes, int record) {
        if (location == Location.INLINE) {
            return offset;
        }
        int start = numbers.i32(bytes, record + offset) & 0xFFFF;
        return location == Location.REL_LOC ? offset + Integer.BYTES + start : start;
    }

    /** {@return how many bytes the field has} */
    int length(BinaryNumbers numbers, byte[] bytes, int record) {
        return location == Location.INLINE ? size : numbers.i32(bytes, record + offset) >>> 16;
    }
}

package lostedge.ingest.tracepoint;

import java.nio.ByteBuffer;

/** Reads the values of fields out of a record's bytes; the buffer's byte order is the recorded machine's. */
final class RecordValues {
    private RecordValues() {}

    /** {@return an inline number of 1, 2, 4 or 8 bytes, 0 for any other size} */
    static long number(ByteBuffer bytes, int record, RecordField field) {
        int at = record + field.offset();
        boolean signed = field.signed();
        return switch (field.size()) {
            case 1 -> signed ? bytes.get(at) : bytes.get(at) & 0xFF;
            case 2 -> signed ? bytes.getShort(at) : bytes.getShort(at) & 0xFFFF;
            case 4 -> signed ? bytes.getInt(at) : bytes.getInt(at) & 0xFFFF_FFFFL;
            case 8 -> bytes.getLong(at);
            default -> 0;
        };
    }

    /** {@return where the field's bytes begin, counted from the record's start} */
    static int start(ByteBuffer bytes, int record, RecordField field) {
        if (field.location() == RecordField.Location.INLINE) {
            return field.offset();
        }
        int offset = bytes.getInt(record + field.offset()) & 0xFFFF;
        return field.location() == RecordField.Location.REL_LOC ? field.offset() + 4 + offset : offset;
    }

    /** {@return how many bytes the field has} */
    static int length(ByteBuffer bytes, int record, RecordField field) {
        return field.location() == RecordField.Location.INLINE
                ? field.size()
                : bytes.getInt(record + field.offset()) >>> 16;
    }
}

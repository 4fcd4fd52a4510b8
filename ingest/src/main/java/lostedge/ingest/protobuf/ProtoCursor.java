package lostedge.ingest.protobuf;

/**
 * Hot: the fields of one protobuf message, one after the other (https://protobuf.dev/programming-guides/encoding/).
 * Stands at a current field.
 *
 * <p>A message that contradicts itself ends where it does, and is {@link #damaged}.
 */
public final class ProtoCursor {
    /** Wire type of a number in base 128, least digit first. */
    public static final int VARINT = 0;
    /** Wire type of 8 bytes, least first. */
    public static final int FIXED64 = 1;
    /** Wire type of a length and as many bytes. */
    public static final int DELIMITED = 2;
    /** Wire type of 4 bytes, least first. */
    public static final int FIXED32 = 5;

    private byte[] bytes = {};
    private int start;
    private int at;
    private int end;
    private int field;
    private int type;
    private long number;
    private int from;
    private boolean damaged;

    /** Turns to the message in {@code bytes[from, to)}. */
    public void open(byte[] newBytes, int messageFrom, int messageTo) {
        bytes = newBytes;
        start = messageFrom;
        at = messageFrom;
        end = messageTo;
        damaged = false;
    }

    /** Turns to the message that is the current field of another cursor. */
    public void open(ProtoCursor outer) {
        open(outer.bytes, outer.from, outer.at);
    }

    /** Turns to the message another cursor is in, from its start. */
    public void openAgain(ProtoCursor same) {
        open(same.bytes, same.start, same.end);
    }

    /** {@return the array the message stands in} */
    public byte[] bytes() {
        return bytes;
    }

    /** Moves to the next field; {@return false at the end of the message, or where it is damaged} */
    public boolean next() {
        if (at >= end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        type = (int) tag & 7;
        if (field <= 0 || tag >>> 32 != 0) {
            damaged = true;
        }
        switch (type) {
            case VARINT -> number = varint();
            case FIXED64 -> number = fixed(Long.BYTES);
            case FIXED32 -> number = fixed(Integer.BYTES);
            case DELIMITED -> {
                long length = varint();
                from = at;
                if (length < 0 || length > end - at) {
                    damaged = true;
                } else {
                    at += (int) length;
                }
            }
            default -> damaged = true;
        }
        return !damaged;
    }

    /** {@return the next bare number, as packed fields hold them; after the last the message is {@link #damaged}} */
    public long varint() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (at >= end) {
                damaged = true;
                return 0;
            }
            byte b = bytes[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        damaged = true;
        return 0;
    }

    private long fixed(int size) {
        if (size > end - at) {
            damaged = true;
            return 0;
        }
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes[at++] & 0xFFL) << (i * Byte.SIZE);
        }
        return value;
    }

    /** {@return the current field's number in the schema} */
    public int field() {
        return field;
    }

    /** {@return whether the current field is a message, text or bytes} */
    public boolean isDelimited() {
        return type == DELIMITED;
    }

    /** {@return the current field's value, if it is a number} */
    public long number() {
        return number;
    }

    /** {@return where the current field's bytes begin} */
    public int from() {
        return from;
    }

    /** {@return where the current field's bytes end, and the next field begins} */
    public int to() {
        return at;
    }

    /** {@return whether more numbers of a packed field follow} */
    public boolean hasMore() {
        return at < end && !damaged;
    }

    /** {@return whether the message contradicts itself where the cursor stands} */
    public boolean damaged() {
        return damaged;
    }
}

package lostedge.ingest.bytes;

import java.nio.ByteOrder;

/** Hot: numbers in byte arrays, in the byte order of the machine that recorded them. */
public final class BinaryNumbers {
    private final boolean bigEndian;

    /** Numbers of a machine. */
    public BinaryNumbers(ByteOrder order) {
        bigEndian = order == ByteOrder.BIG_ENDIAN;
    }

    /** {@return whether the most significant byte comes first} */
    public boolean bigEndian() {
        return bigEndian;
    }

    /** {@return the 2 bytes from {@code at}, unsigned} */
    public int u16(byte[] bytes, int at) {
        return bigEndian
                ? (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF
                : bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }

    /** {@return the 4 bytes from {@code at}, signed} */
    public int i32(byte[] bytes, int at) {
        int value = Words.intAt(bytes, at);
        return bigEndian ? Integer.reverseBytes(value) : value;
    }

    /** {@return the 4 bytes from {@code at}, unsigned} */
    public long u32(byte[] bytes, int at) {
        return i32(bytes, at) & 0xFFFF_FFFFL;
    }

    /** {@return the 8 bytes from {@code at}} */
    public long i64(byte[] bytes, int at) {
        long value = Words.longAt(bytes, at);
        return bigEndian ? Long.reverseBytes(value) : value;
    }

    /** {@return a number of 1, 2, 4 or 8 bytes, 0 for any other size} */
    public long number(byte[] bytes, int at, int size, boolean signed) {
        return switch (size) {
            case 1 -> signed ? bytes[at] : bytes[at] & 0xFF;
            case 2 -> signed ? (short) u16(bytes, at) : u16(bytes, at);
            case 4 -> signed ? i32(bytes, at) : u32(bytes, at);
            case 8 -> i64(bytes, at);
            default -> 0;
        };
    }
}

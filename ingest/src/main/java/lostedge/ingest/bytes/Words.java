package lostedge.ingest.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Little-endian views of byte arrays, and searches that look at eight bytes at a time (the zero-byte test of H. S.
 * Warren, <i>Hacker's Delight</i>, 2nd edition, section 6-1).
 */
public final class Words {
    /** Bytes an array must be readable beyond its last text byte. */
    public static final int PADDING = 64;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private Words() {}

    /** {@return the eight bytes from {@code at}, the first in the lowest bits} */
    public static long longAt(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** {@return the four bytes from {@code at}, the first in the lowest bits} */
    public static int intAt(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    /**
     * {@return the first up to eight characters of an ASCII text as {@link #longAt} would see them, 0 beyond its end}
     */
    public static long of(String ascii) {
        byte[] bytes = new byte[Long.BYTES];
        byte[] text = ascii.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, 0, Math.min(text.length, bytes.length));
        return longAt(bytes, 0);
    }

    /** {@return a mask of the lowest {@code count} bytes, 0 to 8} */
    public static long mask(int count) {
        return count >= Long.BYTES ? -1L : (1L << (count << 3)) - 1;
    }

    /** {@return eight copies of a byte} */
    public static long repeat(char ascii) {
        return ascii * ONES;
    }

    /**
     * {@return the high bit of every byte that equals the repeated one; exact for the lowest such byte only, those
     * above it may be false}
     */
    public static long matches(long word, long repeated) {
        long difference = word ^ repeated;
        return (difference - ONES) & ~difference & HIGHS;
    }

    /**
     * {@return the high bit of every byte that is less than the repeated one, 1 to 128; those above the lowest such
     * byte may be false}
     */
    public static long below(long word, long repeated) {
        return (word - repeated) & ~word & HIGHS;
    }

    /**
     * {@return which of the eight bytes is the lowest with its high bit set}
     *
     * @param highs high bits of bytes, at least one; computed without an instruction only optimised code would use
     */
    public static int lowest(long highs) {
        return (int) ((((((highs & -highs) >>> 7) - 1) & ONES) * ONES) >>> 56);
    }

    /** {@return the first position of a byte at or after {@code from}, or {@code to} if there is none before it} */
    public static int indexOf(byte[] bytes, int from, int to, char ascii) {
        long repeated = repeat(ascii);
        for (int at = from; at < to; at += Long.BYTES) {
            long found = matches(longAt(bytes, at), repeated);
            if (found != 0) {
                return Math.min(to, at + lowest(found));
            }
        }
        return to;
    }

    /** {@return whether the text stands at a position} */
    public static boolean startsWith(byte[] bytes, int at, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (bytes[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}

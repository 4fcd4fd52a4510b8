package lostedge.ingest.bytes;

/**
 * Hot: digits to numbers, eight at a time (D. Lemire, <i>Quickly parsing eight digits</i>, 2018). A word holds its
 * text's first byte in its lowest bits, as {@link Words#longAt} reads it.
 */
public final class AsciiNumbers {
    private static final long ONES = 0x0101010101010101L;
    private static final long ZEROS = 0x3030303030303030L;

    private AsciiNumbers() {}

    /** {@return the number of eight decimal digits; the upper half of each byte is ignored} */
    public static long decimal(long word) {
        long digits = word & 0x0F0F0F0F0F0F0F0FL;
        long pairs = (digits * 10 + (digits >>> 8)) & 0x00FF00FF00FF00FFL;
        long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000FFFF0000FFFFL;
        return (fours * 10_000 + (fours >>> 32)) & 0xFFFF_FFFFL;
    }

    /** {@return the number of eight hex digits in lower case, or -1 if a byte is none} */
    public static long hex(long word) {
        long nibbles = (word & 0x0F0F0F0F0F0F0F0FL) + 9 * ((word >>> 6) & ONES);
        long letters = ((nibbles + 6 * ONES) >>> 4) & ONES;
        if ((nibbles & 0xF0F0F0F0F0F0F0F0L) != 0 || nibbles + ZEROS + 0x27 * letters != word) {
            return -1;
        }
        long pairs = ((nibbles << 4) | (nibbles >>> 8)) & 0x00FF00FF00FF00FFL;
        long fours = ((pairs << 8) | (pairs >>> 16)) & 0x0000FFFF0000FFFFL;
        return ((fours << 16) | (fours >>> 32)) & 0xFFFF_FFFFL;
    }
}

package lostedge.ingest.ftrace;

import lostedge.ingest.bytes.Words;

/**
 * Tasks, CPUs and flags of line beginnings read before, found by their bytes. A direct-mapped table: a beginning that
 * is not held takes the place of the one that stood there, and when many have, the table grows and begins anew.
 *
 * <p>A beginning is held as six words, {@code [0, 8)}, {@code [8, 16)}, {@code [16, 24)}, {@code [24, 32)}, {@code [32,
 * 40)} and its last eight bytes; those that would reach beyond its end are the last one again.
 */
final class RepeatedPrefixes {
    /** Shortest beginning that is held, in bytes. */
    static final int SHORTEST = 24;

    /** Longest beginning that is held, in bytes. */
    static final int LONGEST = 48;

    /** Longs of an entry as a shift: six words; pid below CPU; flags below length. */
    static final int ENTRY_SHIFT = 3;

    private static final int FEWEST = 1 << 10;
    private static final int MOST = 1 << 14;

    private long[] entries = new long[FEWEST << ENTRY_SHIFT];
    private int added;

    /** {@return the entries one behind the other; none is held where the length is 0} */
    long[] entries() {
        return entries;
    }

    /** {@return by how many bits a product is shifted so that the number of an entry remains} */
    int shift() {
        return Long.numberOfLeadingZeros(entries.length >>> ENTRY_SHIFT) + 1;
    }

    /** {@return what chooses the entry: of six words the one number that {@link #shift} shifts} */
    static long mixed(long second, long third, long fourth, long fifth, long last) {
        long mixed = second * 0x9E3779B97F4A7C15L
                ^ third * 0xC2B2AE3D27D4EB4FL
                ^ fourth * 0x165667B19E3779F9L
                ^ fifth * 0xD6E8FEB86659FD93L
                ^ last * 0xA0761D6478BD642FL;
        return (mixed ^ mixed >>> 29) * 0x9E3779B97F4A7C15L;
    }

    /** Holds what the beginning {@code bytes[from, from + length)} of a line tells. */
    void remember(byte[] bytes, int from, int length, int pid, int cpu, int flags) {
        if (added++ > entries.length >>> ENTRY_SHIFT && entries.length < MOST << ENTRY_SHIFT) {
            entries = new long[entries.length * 16];
            added = 0;
        }
        int last = length - Long.BYTES;
        long[] words = new long[6];
        for (int i = 0; i < words.length; i++) {
            words[i] = Words.longAt(bytes, from + Math.min(i * Long.BYTES, last));
        }
        words[5] = Words.longAt(bytes, from + last);
        int entry = (int) (mixed(words[1], words[2], words[3], words[4], words[5]) >>> shift()) << ENTRY_SHIFT;
        System.arraycopy(words, 0, entries, entry, words.length);
        entries[entry + 6] = (long) cpu << Integer.SIZE | pid & 0xFFFF_FFFFL;
        entries[entry + 7] = (long) length << Integer.SIZE | flags & 0xFFFF_FFFFL;
    }
}

package lostedge.ingest.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import lostedge.engine.event.Labels;

/**
 * Hot: a front of {@link Labels} keyed by bytes, which finds the id of a name it has seen without making a
 * {@code String} of it. An open-addressing table with linear probing; a match compares every byte. A name of up to 32
 * bytes is held as four words that overlap where it is shorter.
 *
 * <p>Bytes that are no UTF-8 are read as ISO 8859-1. Only names that {@link Labels} keeps are held here.
 */
public final class ByteLabels {
    private static final int WORDS = 4;
    private static final int SHORT = WORDS * Long.BYTES;
    private static final int FIRST_ENTRIES = 1 << 8;

    private final Labels labels;
    private int[] slots = new int[4 * FIRST_ENTRIES];
    private long[] words = new long[WORDS * FIRST_ENTRIES];
    private int[] lengths = new int[FIRST_ENTRIES];
    private int[] hashes = new int[FIRST_ENTRIES];
    private int[] ids = new int[FIRST_ENTRIES];
    private byte[][] longNames = new byte[FIRST_ENTRIES][];
    private int count;

    /** Interns into {@code labels}. */
    public ByteLabels(Labels labels) {
        this.labels = labels;
    }

    /**
     * {@return the id of the name in {@code bytes[from, to)}, interned if new}
     *
     * @param bytes readable {@link Words#PADDING} bytes beyond {@code to}
     */
    public int intern(byte[] bytes, int from, int to) {
        int length = to - from;
        long first = Words.longAt(bytes, from);
        long second = 0;
        long third = 0;
        long fourth = 0;
        if (length <= Long.BYTES) {
            first &= Words.mask(length);
        } else {
            fourth = Words.longAt(bytes, to - Long.BYTES);
            if (length > 2 * Long.BYTES) {
                second = Words.longAt(bytes, from + Long.BYTES);
                third = Words.longAt(bytes, to - 2 * Long.BYTES);
            }
        }
        long mixed = first * 0x9E3779B97F4A7C15L
                ^ second * 0xC2B2AE3D27D4EB4FL
                ^ third * 0x165667B19E3779F9L
                ^ fourth * 0xD6E8FEB86659FD93L;
        if (length > SHORT) {
            mixed ^= middle(bytes, from + 2 * Long.BYTES, to - 2 * Long.BYTES);
        }
        mixed = (mixed ^ length ^ mixed >>> 32) * 0x9E3779B97F4A7C15L;
        int hash = (int) (mixed >>> 32);
        int mask = slots.length - 1;
        for (int slot = hash & mask; ; slot = slot + 1 & mask) {
            int entry = slots[slot] - 1;
            if (entry < 0) {
                return add(bytes, from, length, hash, slot, first, second, third, fourth);
            }
            int word = entry * WORDS;
            if (lengths[entry] == length
                    && words[word] == first
                    && words[word + 1] == second
                    && words[word + 2] == third
                    && words[word + 3] == fourth
                    && (length <= SHORT || Arrays.equals(longNames[entry], 0, length, bytes, from, to))) {
                return ids[entry];
            }
        }
    }

    private static long middle(byte[] bytes, int from, int to) {
        long mixed = 0;
        for (int at = from; at < to; at += Long.BYTES) {
            mixed = (mixed ^ Words.longAt(bytes, at) & Words.mask(to - at)) * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> 29;
        }
        return mixed;
    }

    private int add(
            byte[] bytes, int from, int length, int hash, int slot, long first, long second, long third, long fourth) {
        long overflows = labels.overflows();
        int id = labels.intern(decode(bytes, from, length));
        if (labels.overflows() > overflows) {
            return id;
        }
        if (count == ids.length) {
            words = Arrays.copyOf(words, words.length * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
            hashes = Arrays.copyOf(hashes, count * 2);
            ids = Arrays.copyOf(ids, count * 2);
            longNames = Arrays.copyOf(longNames, count * 2);
        }
        words[count * WORDS] = first;
        words[count * WORDS + 1] = second;
        words[count * WORDS + 2] = third;
        words[count * WORDS + 3] = fourth;
        lengths[count] = length;
        hashes[count] = hash;
        if (length > SHORT) {
            longNames[count] = Arrays.copyOfRange(bytes, from, from + length);
        }
        ids[count] = id;
        count++;
        slots[slot] = count;
        if (count * 2 > slots.length) {
            rehash();
        }
        return id;
    }

    private void rehash() {
        int[] wider = new int[slots.length * 2];
        int mask = wider.length - 1;
        for (int entry = 0; entry < count; entry++) {
            int slot = hashes[entry] & mask;
            while (wider[slot] != 0) {
                slot = slot + 1 & mask;
            }
            wider[slot] = entry + 1;
        }
        slots = wider;
    }

    private static String decode(byte[] bytes, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
    }

    /** {@return the names behind the ids} */
    public Labels labels() {
        return labels;
    }
}

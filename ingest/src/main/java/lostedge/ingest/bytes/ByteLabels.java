package lostedge.ingest.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import lostedge.engine.event.Labels;

/**
 * A front of {@link Labels} keyed by bytes: finds the id of a name it has seen without making a {@code String} of it.
 * An open-addressing table with linear probing over copies of the names; a match compares every byte.
 *
 * <p>Bytes that are no UTF-8 are read as ISO 8859-1. Memory is bounded: beyond {@link #MAX_BYTES} of distinct names,
 * new ones get the id of {@link Labels#OVERFLOW_TEXT} and are counted.
 */
public final class ByteLabels {
    /** Most bytes of distinct names that are kept. */
    public static final int MAX_BYTES = 1 << 25;

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final Labels labels;
    private byte[] names = new byte[1 << 14];
    private int used;
    private int[] slots = new int[1 << 10];
    private int[] starts = new int[1 << 9];
    private int[] lengths = new int[1 << 9];
    private int[] hashes = new int[1 << 9];
    private int[] ids = new int[1 << 9];
    private int count;
    private long overflows;

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
        long mixed = length;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            mixed = (mixed ^ Words.longAt(bytes, at)) * MULTIPLIER;
            mixed ^= mixed >>> 29;
        }
        mixed = (mixed ^ Words.longAt(bytes, at) & Words.mask(to - at)) * MULTIPLIER;
        int hash = (int) (mixed >>> 32);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int entry = slots[slot] - 1;
            if (hashes[entry] == hash && lengths[entry] == length && same(bytes, from, length, starts[entry])) {
                return ids[entry];
            }
            slot = slot + 1 & mask;
        }
        return add(bytes, from, length, hash, slot);
    }

    private boolean same(byte[] bytes, int from, int length, int start) {
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            if (Words.longAt(bytes, from + i) != Words.longAt(names, start + i)) {
                return false;
            }
        }
        return (Words.longAt(bytes, from + i) & Words.mask(length - i)) == Words.longAt(names, start + i);
    }

    private int add(byte[] bytes, int from, int length, int hash, int slot) {
        int stored = (length / Long.BYTES + 1) * Long.BYTES;
        if (stored > MAX_BYTES - used || count == Labels.MAX_TEXTS) {
            overflows++;
            return labels.intern(Labels.OVERFLOW_TEXT);
        }
        if (used + stored > names.length) {
            names = Arrays.copyOf(names, Math.max(names.length * 2, used + stored));
        }
        System.arraycopy(bytes, from, names, used, length);
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
            hashes = Arrays.copyOf(hashes, count * 2);
            ids = Arrays.copyOf(ids, count * 2);
        }
        starts[count] = used;
        lengths[count] = length;
        hashes[count] = hash;
        int id = labels.intern(decode(bytes, from, length));
        ids[count] = id;
        used += stored;
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

    /** {@return how many times a name was not kept because there were too many} */
    public long overflows() {
        return overflows;
    }
}

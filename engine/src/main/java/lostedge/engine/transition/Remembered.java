package lostedge.engine.transition;

import lostedge.engine.state.Footprint;
import org.jspecify.annotations.Nullable;

/**
 * A function of a state, remembered by those bits of the state that its values were found to depend on: the union of
 * their footprints. When a footprint widens that union, what was remembered before is forgotten.
 */
final class Remembered<V> {
    private static final int FIRST_SLOTS = 2;

    private final long[] mask;
    private long[] keys = new long[0];
    private @Nullable Object[] values = new Object[0];
    private int shift;
    private int size;
    private boolean isWider;

    /** A function that depends at least on the bits of a mask. */
    Remembered(long[] mask) {
        this.mask = mask.clone();
        allocate(FIRST_SLOTS);
    }

    private void allocate(int slots) {
        keys = new long[slots * mask.length];
        values = new Object[slots];
        shift = Long.numberOfLeadingZeros(slots - 1);
        size = 0;
    }

    /** {@return the value for the state that stands at an offset, or null if it is not yet known} */
    @Nullable
    @SuppressWarnings("unchecked")
    V of(long[] from, int offset) {
        return (V) values[find(from, offset)];
    }

    private int find(long[] from, int offset) {
        int slot = hash(from, offset);
        while (values[slot] != null && !holds(slot, from, offset)) {
            slot = slot + 1 & values.length - 1;
        }
        return slot;
    }

    private boolean holds(int slot, long[] from, int offset) {
        int at = slot * mask.length;
        for (int word = 0; word < mask.length; word++) {
            if (keys[at + word] != (from[offset + word] & mask[word])) {
                return false;
            }
        }
        return true;
    }

    private int hash(long[] from, int offset) {
        long hash = 0;
        for (int word = 0; word < mask.length; word++) {
            hash = (hash ^ hash >>> 32 ^ from[offset + word] & mask[word]) * 0x9E3779B97F4A7C15L;
        }
        return (int) (hash >>> shift);
    }

    /**
     * Remembers a value.
     *
     * @param footprint what was looked at to find it
     * @return whether all values so far depend on the bits of the first mask alone
     */
    boolean put(long[] from, int offset, Footprint footprint, V value) {
        if (widen(footprint)) {
            isWider = true;
            allocate(FIRST_SLOTS);
        }
        if (2 * (size + 1) > values.length) {
            grow();
        }
        insert(from, offset, value);
        return !isWider;
    }

    private void insert(long[] from, int offset, Object value) {
        int slot = find(from, offset);
        values[slot] = value;
        size++;
        for (int word = 0; word < mask.length; word++) {
            keys[slot * mask.length + word] = from[offset + word] & mask[word];
        }
    }

    private boolean widen(Footprint footprint) {
        boolean wider = false;
        for (int word = 0; word < mask.length; word++) {
            wider |= (footprint.word(word) & ~mask[word]) != 0;
            mask[word] |= footprint.word(word);
        }
        return wider;
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        allocate(oldValues.length * 2);
        for (int slot = 0; slot < oldValues.length; slot++) {
            Object value = oldValues[slot];
            if (value != null) {
                insert(oldKeys, slot * mask.length, value);
            }
        }
    }
}

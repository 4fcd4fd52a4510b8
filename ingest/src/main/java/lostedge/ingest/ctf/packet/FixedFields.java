package lostedge.ingest.ctf.packet;

import java.util.ArrayList;
import java.util.List;

/**
 * Hot: neighbours that always take as many bits, as one step: those that are wanted are read at their distance from the
 * first, all others are not looked at.
 */
final class FixedFields extends FieldStep {
    private final int alignment;
    private final long bits;
    private final long[] distances;
    private final Wanted[] wanted;

    /**
     * A field whose value is kept.
     *
     * @param size its bits
     * @param slot where the number is kept, or a text's place and length, or {@link #NO_SLOT}
     * @param clockSlot where the value of a clock is kept with its bits, or {@link #NO_SLOT}
     */
    record Wanted(int size, boolean text, boolean signed, boolean bigEndian, int slot, int clockSlot) {}

    /** Fields and where they lie. */
    static final class Places {
        private final List<Long> distances = new ArrayList<>();
        private final List<Wanted> wanted = new ArrayList<>();

        void add(long distance, Wanted field) {
            distances.add(distance);
            wanted.add(field);
        }
    }

    /**
     * Fields of {@code bits} bits in all, of which some are wanted.
     *
     * @param alignment of the first of them
     */
    FixedFields(int alignment, long bits, Places places) {
        this.alignment = alignment;
        this.bits = bits;
        distances = places.distances.stream().mapToLong(Long::longValue).toArray();
        wanted = places.wanted.toArray(new Wanted[0]);
    }

    @Override
    public void run(BitCursor in, long[] values) {
        in.align(alignment);
        in.require(bits);
        for (int i = 0; i < wanted.length; i++) {
            Wanted field = wanted[i];
            if (field.text) {
                values[field.slot] = text(in.index(distances[i]), field.size / Byte.SIZE);
                continue;
            }
            long value = in.number(distances[i], field.size, field.signed, field.bigEndian);
            if (field.slot != NO_SLOT) {
                values[field.slot] = value;
            }
            if (field.clockSlot != NO_SLOT) {
                values[field.clockSlot] = value;
                values[field.clockSlot + 1] = field.size;
            }
        }
        in.pass(bits);
    }

    @Override
    long constantBits() {
        return bits;
    }

    @Override
    void place(long distance, Places places) {
        for (int i = 0; i < wanted.length; i++) {
            places.add(distance + distances[i], wanted[i]);
        }
    }

    @Override
    int alignment() {
        return alignment;
    }
}

package lostedge.ingest.ctf.packet;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hot: neighbours that always take as many bits, as one step: those that are wanted are read at their distance from the
 * first, all others are not looked at.
 */
final class FixedFields extends FieldStep {
    private final int alignment;
    private final long bits;
    private final Wanted[] wanted;
    private final Wanted[] numbers;
    private final Wanted[] texts;
    private final Wanted[] clocks;

    /**
     * A field whose value is kept.
     *
     * @param distance bits from the first of the neighbours
     * @param size its bits
     * @param slot where the number is kept, or a text's place and length, or {@link #NO_SLOT}
     * @param clockSlot where the value of a clock is kept with its bits, or {@link #NO_SLOT}
     */
    record Wanted(long distance, int size, boolean text, boolean signed, boolean bigEndian, int slot, int clockSlot) {
        Wanted further(long by) {
            return new Wanted(distance + by, size, text, signed, bigEndian, slot, clockSlot);
        }
    }

    /**
     * Fields of {@code bits} bits in all, of which some are wanted.
     *
     * @param alignment of the first of them
     */
    FixedFields(int alignment, long bits, List<Wanted> wanted) {
        this.alignment = alignment;
        this.bits = bits;
        this.wanted = wanted.toArray(new Wanted[0]);
        numbers = those(field -> !field.text && field.slot != NO_SLOT);
        texts = those(Wanted::text);
        clocks = those(field -> field.clockSlot != NO_SLOT);
    }

    private Wanted[] those(Predicate<Wanted> which) {
        return Arrays.stream(wanted).filter(which).toArray(Wanted[]::new);
    }

    @Override
    public void run(BitCursor in, long[] values) {
        in.align(alignment);
        in.require(bits);
        for (Wanted clock : clocks) {
            values[clock.clockSlot] = in.number(clock.distance, clock.size, clock.signed, clock.bigEndian);
            values[clock.clockSlot + 1] = clock.size;
        }
        for (Wanted number : numbers) {
            values[number.slot] = in.number(number.distance, number.size, number.signed, number.bigEndian);
        }
        for (Wanted text : texts) {
            values[text.slot] = text(in.index(text.distance), text.size / Byte.SIZE);
        }
        in.pass(bits);
    }

    /** {@return the same without the first field, or null if that is not all that is kept in its slot} */
    @Nullable
    FixedFields withoutFirst(int slot) {
        List<Wanted> others =
                Arrays.stream(wanted).filter(field -> field.slot != slot).toList();
        boolean firstAlone =
                wanted[0].slot == slot && wanted[0].clockSlot == NO_SLOT && others.size() == wanted.length - 1;
        return firstAlone ? new FixedFields(alignment, bits, others) : null;
    }

    @Override
    long constantBits() {
        return bits;
    }

    @Override
    void place(long distance, List<Wanted> places) {
        for (Wanted field : wanted) {
            places.add(field.further(distance));
        }
    }

    @Override
    int alignment() {
        return alignment;
    }
}

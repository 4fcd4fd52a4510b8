package lostedge.ingest.ctf.packet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field, ready to be walked over: running it moves the cursor behind the field, and keeps its value if that is
 * wanted. Kept values stand in slots of one array; a text is kept as its position and length.
 */
public abstract class FieldStep {
    static final int NO_SLOT = -1;

    int slot = NO_SLOT;

    /** Moves behind the field. */
    public abstract void run(BitCursor in, long[] values);

    /** {@return its bits if they are always as many, else -1} */
    long fixedBits() {
        return -1;
    }

    /** {@return its bits if they are always as many, whether its value is kept or not, else -1} */
    long constantBits() {
        return fixedBits();
    }

    /** Tells what is kept of a field of constant bits that lies at a distance from another. */
    void place(long distance, List<FixedFields.Wanted> places) {}

    /** {@return the step that does the same in fewer steps, once all that is wanted is known} */
    FieldStep join() {
        return this;
    }

    /** {@return how many steps it is of, those inside included} */
    int steps() {
        return 1;
    }

    /** {@return the step that does the same wherever a number read before has this value} */
    FieldStep where(WholeNumber number, long value) {
        return this;
    }

    /** {@return the step that walks over one after the other, once all that is wanted of them is known} */
    public static FieldStep oneAfterTheOther(FieldStep... steps) {
        return new Sequence(1, List.of(steps)).join();
    }

    int alignment() {
        return 1;
    }

    /** {@return where a kept text begins in {@link BitCursor#bytes}} */
    public static int textStart(long kept) {
        return (int) (kept >>> 32);
    }

    /** {@return the bytes of a kept text} */
    public static int textLength(long kept) {
        return (int) kept;
    }

    static long text(int start, int length) {
        return (long) start << 32 | length;
    }

    /** An integer, or the number of an enumeration. */
    static final class WholeNumber extends FieldStep {
        private final int size;
        private final int alignment;
        final boolean signed;
        private final boolean bigEndian;
        /** Slot of the clock's value; the one behind it takes its bits. */
        int clockSlot = NO_SLOT;

        WholeNumber(int size, int alignment, boolean signed, boolean bigEndian) {
            this.size = size;
            this.alignment = alignment;
            this.signed = signed;
            this.bigEndian = bigEndian;
        }

        @Override
        public void run(BitCursor in, long[] values) {
            in.align(alignment);
            long value = in.number(size, signed, bigEndian);
            if (slot != NO_SLOT) {
                values[slot] = value;
            }
            if (clockSlot != NO_SLOT) {
                values[clockSlot] = value;
                values[clockSlot + 1] = size;
            }
        }

        /** {@return the number that is read next; the cursor stays} */
        long peek(BitCursor in) {
            in.require(size);
            return in.number(0, size, signed, bigEndian);
        }

        boolean isKept() {
            return slot != NO_SLOT || clockSlot != NO_SLOT;
        }

        @Override
        long fixedBits() {
            return isKept() ? -1 : size;
        }

        @Override
        long constantBits() {
            return size;
        }

        @Override
        void place(long distance, List<FixedFields.Wanted> places) {
            if (isKept()) {
                places.add(new FixedFields.Wanted(distance, size, false, signed, bigEndian, slot, clockSlot));
            }
        }

        @Override
        int alignment() {
            return alignment;
        }
    }

    /** Bits of which none is wanted. */
    static final class Skipped extends FieldStep {
        private final int alignment;
        private final long bits;

        Skipped(int alignment, long bits) {
            this.alignment = alignment;
            this.bits = bits;
        }

        @Override
        public void run(BitCursor in, long[] values) {
            in.align(alignment);
            in.skip(bits);
        }

        @Override
        long fixedBits() {
            return slot == NO_SLOT ? bits : -1;
        }

        @Override
        int alignment() {
            return alignment;
        }
    }

    /** A text up to a NUL. */
    static final class Text extends FieldStep {
        @Override
        public void run(BitCursor in, long[] values) {
            in.align(Byte.SIZE);
            int start = in.index();
            int length = in.text();
            if (slot != NO_SLOT) {
                values[slot] = text(start, length);
            }
        }
    }

    /** Elements, as many as a constant or an earlier field says. */
    static final class Elements extends FieldStep {
        private final FieldStep element;
        private final int alignment;
        private final long count;
        private final @Nullable WholeNumber counter;

        Elements(FieldStep element, int alignment, long count, @Nullable WholeNumber counter) {
            this.element = element;
            this.alignment = alignment;
            this.count = count;
            this.counter = counter;
        }

        @Override
        public void run(BitCursor in, long[] values) {
            in.spend();
            in.align(alignment);
            long elements = counter == null ? count : values[counter.slot];
            long bits = element.fixedBits();
            if (bits > 0 && bits % alignment == 0) {
                in.require(elements, bits);
                if (slot != NO_SLOT) {
                    values[slot] = text(in.index(), (int) (elements * bits / Byte.SIZE));
                }
                in.skip(elements * bits);
                return;
            }
            for (long i = elements; i != 0; i--) {
                in.spend();
                element.run(in, values);
            }
        }

        @Override
        long fixedBits() {
            return slot == NO_SLOT ? constantBits() : -1;
        }

        @Override
        long constantBits() {
            long bits = element.fixedBits();
            boolean constant = counter == null && bits > 0 && bits % alignment == 0;
            return constant && count >= 0 && count <= Integer.MAX_VALUE / bits ? count * bits : -1;
        }

        @Override
        void place(long distance, List<FixedFields.Wanted> places) {
            if (slot != NO_SLOT) {
                places.add(new FixedFields.Wanted(distance, (int) constantBits(), true, false, false, slot, NO_SLOT));
            }
        }

        @Override
        FieldStep join() {
            FieldStep joined = new Elements(element.join(), alignment, count, counter);
            joined.slot = slot;
            return joined;
        }

        @Override
        int alignment() {
            return alignment;
        }
    }

    /** Fields one after the other. */
    static final class Sequence extends FieldStep {
        private final int alignment;
        private final FieldStep[] steps;

        Sequence(int alignment, List<FieldStep> steps) {
            this.alignment = alignment;
            this.steps = steps.toArray(new FieldStep[0]);
        }

        /**
         * Joins neighbours of constant bits. The first fields lie at a fixed distance from the structure's own start;
         * later a field does whose alignment is no larger than that of the first of its neighbours.
         */
        @Override
        FieldStep join() {
            FieldStep[] parts = Arrays.stream(steps).map(FieldStep::join).toArray(FieldStep[]::new);
            List<FieldStep> joined = new ArrayList<>();
            for (int i = 0; i < parts.length; ) {
                FieldStep first = parts[i];
                int most = i == 0 ? Math.max(alignment, first.alignment()) : first.alignment();
                List<FixedFields.Wanted> places = new ArrayList<>();
                long bits = 0;
                int next = i;
                while (next < parts.length && parts[next].alignment() <= most) {
                    FieldStep step = parts[next];
                    long more = step.constantBits();
                    long start = bits + step.alignment() - 1 & -(long) step.alignment();
                    if (more < 0 || start + more > Integer.MAX_VALUE) {
                        break;
                    }
                    step.place(start, places);
                    bits = start + more;
                    next++;
                }
                if (bits == 0) {
                    joined.add(first);
                    i++;
                } else {
                    joined.add(new FixedFields(most, bits, places));
                    i = next;
                }
            }
            return joined.size() == 1 && joined.get(0) instanceof FixedFields whole
                    ? whole
                    : new Sequence(alignment, joined);
        }

        @Override
        int steps() {
            return Arrays.stream(steps).mapToInt(FieldStep::steps).sum();
        }

        @Override
        FieldStep where(WholeNumber number, long value) {
            return new Sequence(
                    alignment,
                    Arrays.stream(steps).map(step -> step.where(number, value)).toList());
        }

        @Override
        public void run(BitCursor in, long[] values) {
            in.spend();
            in.align(alignment);
            for (FieldStep step : steps) {
                step.run(in, values);
            }
        }

        @Override
        int alignment() {
            return alignment;
        }
    }

    /** One of several fields, by ranges of a number read before. */
    static final class Choice extends FieldStep {
        private final WholeNumber tag;
        private final long[] lows;
        private final long[] highs;
        private final FieldStep[] options;

        Choice(WholeNumber tag, long[] lows, long[] highs, FieldStep[] options) {
            this.tag = tag;
            this.lows = lows;
            this.highs = highs;
            this.options = options;
        }

        @Override
        FieldStep join() {
            return new Choice(
                    tag,
                    lows,
                    highs,
                    Arrays.stream(options).map(FieldStep::join).toArray(FieldStep[]::new));
        }

        @Override
        int steps() {
            return 1 + Arrays.stream(options).mapToInt(FieldStep::steps).sum();
        }

        @Override
        FieldStep where(WholeNumber number, long value) {
            FieldStep option = number == tag ? option(value) : null;
            return option == null ? this : option.where(number, value);
        }

        private @Nullable FieldStep option(long tagged) {
            long flip = tag.signed ? 0 : Long.MIN_VALUE;
            long value = tagged ^ flip;
            for (int i = 0; i < options.length; i++) {
                if (value >= (lows[i] ^ flip) && value <= (highs[i] ^ flip)) {
                    return options[i];
                }
            }
            return null;
        }

        @Override
        public void run(BitCursor in, long[] values) {
            in.spend();
            FieldStep option = option(values[tag.slot]);
            if (option == null) {
                throw new BitCursor.Damage("a variant without the chosen option");
            }
            option.run(in, values);
        }
    }
}

package lostedge.engine.model;

/**
 * A variable of a state: so many bits, for each CPU at its own place in the state's words. A field of no bits reads 0.
 */
class Field {
    final int width;
    /** Where it stands from its CPU's place on. */
    private final int offset;

    private final long mask;
    /** Place of each CPU's bits, less the offset: word times 64, plus shift. Fields that lie side by side share it. */
    private final int[] places;

    /** A field that lies beside others. */
    Field(int width, int offset, int[] places) {
        this.width = width;
        this.offset = width == 0 ? 0 : offset;
        this.places = places;
        mask = width == 0 ? 0 : -1L >>> (64 - width);
    }

    private int place(int cpu) {
        return places[cpu] + offset;
    }

    void place(int cpu, int bit) {
        places[cpu] = bit - offset;
    }

    long get(long[] words, int cpu) {
        int place = place(cpu);
        return words[place >>> 6] >>> place & mask;
    }

    void set(long[] words, int cpu, long value) {
        int place = place(cpu);
        words[place >>> 6] = words[place >>> 6] & ~(mask << place) | (value & mask) << place;
    }

    /** The field of a CPU, out of all that lies side by side with it. */
    long in(long scalars, int cpu) {
        return scalars >>> offset & mask;
    }

    /** Adds the bits it takes in a CPU. */
    void addTo(long[] words, int cpu) {
        words[place(cpu) >>> 6] |= mask << place(cpu);
    }

    /** A field that tells a footprint whenever it is read or written. */
    static final class Watched extends Field {
        private final Footprint footprint;

        Watched(int width, int offset, int[] places, Footprint footprint) {
            super(width, offset, places);
            this.footprint = footprint;
        }

        @Override
        long get(long[] words, int cpu) {
            touch(cpu);
            return super.get(words, cpu);
        }

        @Override
        long in(long scalars, int cpu) {
            touch(cpu);
            return super.in(scalars, cpu);
        }

        @Override
        void set(long[] words, int cpu, long value) {
            touch(cpu);
            super.set(words, cpu, value);
        }

        private void touch(int cpu) {
            int place = super.place(cpu);
            footprint.touch(place >>> 6, super.mask << place);
        }
    }

    /** The bit that stands for a CPU in a mask that leaves out another. */
    static long bit(int cpu, int leftOut) {
        return 1L << (cpu < leftOut ? cpu : cpu - 1);
    }

    /** The mask with a bit for every CPU. */
    static long absolute(long others, int leftOut) {
        long below = (1L << leftOut) - 1;
        return others & below | (others & ~below) << 1;
    }

    /** The mask without the bit of one CPU. */
    static long others(long absolute, int leftOut) {
        long below = (1L << leftOut) - 1;
        return absolute & below | absolute >>> 1 & ~below;
    }
}

package lostedge.engine.model;

/**
 * A variable of a state: so many bits, for each CPU at its own place in the state's words. A field of no bits reads 0.
 */
class Field {
    final int width;
    /** Where it stands in its CPU's scalars, if it is one of them. */
    final int offset;

    private final long mask;
    /** Place of each CPU's bits: word times 64, plus shift. */
    private final int[] places;

    Field(int width, int offset, int cpus) {
        this.width = width;
        this.offset = offset;
        mask = width == 0 ? 0 : -1L >>> (64 - width);
        places = new int[cpus];
    }

    void place(int cpu, int bit) {
        places[cpu] = bit;
    }

    long get(long[] words, int cpu) {
        int place = places[cpu];
        return words[place >>> 6] >>> place & mask;
    }

    void set(long[] words, int cpu, long value) {
        int place = places[cpu];
        words[place >>> 6] = words[place >>> 6] & ~(mask << place) | (value & mask) << place;
    }

    /** The field of a CPU, out of all its scalars. */
    long in(long scalars, int cpu) {
        return scalars >>> offset & mask;
    }

    /** Adds the bits it takes in a CPU. */
    void addTo(long[] words, int cpu) {
        words[places[cpu] >>> 6] |= mask << places[cpu];
    }

    /** A field that tells a footprint whenever it is read or written. */
    static final class Watched extends Field {
        private final Footprint footprint;

        Watched(int width, int offset, int cpus, Footprint footprint) {
            super(width, offset, cpus);
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
            int place = super.places[cpu];
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

package lostedge.engine.model;

/** A variable of a state: so many bits for each CPU, in the state's words. A field of no bits reads 0. */
abstract class Field {
    final int width;
    /** As many low bits as it has. */
    final long mask;

    private Field(int width) {
        this.width = width;
        mask = width == 0 ? 0 : -1L >>> (64 - width);
    }

    /** Where a CPU's bits begin: word times 64, plus shift. */
    abstract int place(int cpu);

    abstract long get(long[] words, int cpu);

    abstract void set(long[] words, int cpu, long value);

    /** Adds the bits it takes in a CPU. */
    void addTo(long[] words, int cpu) {
        words[place(cpu) >>> 6] |= mask << place(cpu);
    }

    /** A field that shares words with others. */
    static class Packed extends Field {
        /** Where it stands from its CPU's place on. */
        private final int offset;
        /** Place of each CPU's bits, less the offset. Fields that lie side by side share it. */
        private final int[] places;

        Packed(int width, int offset, int[] places) {
            super(width);
            this.offset = width == 0 ? 0 : offset;
            this.places = places;
        }

        @Override
        int place(int cpu) {
            return places[cpu] + offset;
        }

        void place(int cpu, int bit) {
            places[cpu] = bit - offset;
        }

        @Override
        long get(long[] words, int cpu) {
            int place = places[cpu] + offset;
            return words[place >>> 6] >>> place & mask;
        }

        @Override
        void set(long[] words, int cpu, long value) {
            int place = places[cpu] + offset;
            words[place >>> 6] = words[place >>> 6] & ~(mask << place) | (value & mask) << place;
        }
    }

    /** A packed field that tells a footprint whenever it is read or written. */
    static final class Watched extends Packed {
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
        void set(long[] words, int cpu, long value) {
            touch(cpu);
            super.set(words, cpu, value);
        }

        private void touch(int cpu) {
            int place = place(cpu);
            footprint.touch(place >>> 6, mask << place);
        }
    }

    /** A field with a word of its own for each CPU. */
    static final class Open extends Field {
        private final int first;

        /** A field whose word of CPU 0 has a number; those of the other CPUs follow. */
        Open(int width, int first) {
            super(width);
            this.first = first;
        }

        @Override
        int place(int cpu) {
            return first + cpu << 6;
        }

        @Override
        long get(long[] words, int cpu) {
            return words[first + cpu];
        }

        @Override
        void set(long[] words, int cpu, long value) {
            words[first + cpu] = value & mask;
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

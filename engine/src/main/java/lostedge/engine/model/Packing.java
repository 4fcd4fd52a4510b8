package lostedge.engine.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the variables of a state are put into words. All are asked for first; then they have their places. */
abstract class Packing {
    final int cpus;
    final List<Field> scalars = new ArrayList<>();
    final List<Field> masks = new ArrayList<>();

    private Packing(int cpus) {
        this.cpus = cpus;
    }

    /** A small variable that each CPU has. */
    final Field scalar(int width) {
        Field field = newScalar(width);
        scalars.add(field);
        return field;
    }

    /** A variable that each CPU has, a mask over the other CPUs. */
    final Field mask(int width) {
        Field field = newMask(width);
        masks.add(field);
        return field;
    }

    abstract Field newScalar(int width);

    abstract Field newMask(int width);

    /** A variable of the machine; it has one value, under CPU 0. */
    abstract Field shared(int width);

    /** Gives every field its places; returns the bits taken, padding between words included. */
    abstract int place();

    /** As few words as can be: for states that are kept. Every access is told to the footprint, if there is one. */
    static Packing dense(int cpus, @Nullable Footprint footprint) {
        return new Dense(cpus, footprint);
    }

    /** A word for each variable: for states that are worked on. */
    static Packing open(int cpus) {
        return new Open(cpus);
    }

    /**
     * Variables as narrow as they can be. The scalars of a CPU lie side by side; nothing straddles two words, and what
     * is placed goes into the first word with room for it.
     */
    private static final class Dense extends Packing {
        private final @Nullable Footprint footprint;
        private final List<Field.Packed> alone = new ArrayList<>();
        private final List<Field.Packed> shared = new ArrayList<>();
        /** Place of each CPU's scalars: word times 64, plus shift. */
        private final int[] scalarPlaces;

        private final List<Integer> used = new ArrayList<>();
        private int scalarBits;

        Dense(int cpus, @Nullable Footprint footprint) {
            super(cpus);
            this.footprint = footprint;
            scalarPlaces = new int[cpus];
        }

        @Override
        Field newScalar(int width) {
            Field field = field(width, scalarBits, scalarPlaces);
            scalarBits += width;
            return field;
        }

        @Override
        Field newMask(int width) {
            Field.Packed field = field(width, 0, new int[cpus]);
            alone.add(field);
            return field;
        }

        @Override
        Field shared(int width) {
            Field.Packed field = field(width, 0, new int[1]);
            shared.add(field);
            return field;
        }

        private Field.Packed field(int width, int offset, int[] places) {
            return footprint == null
                    ? new Field.Packed(width, offset, places)
                    : new Field.Watched(width, offset, places, footprint);
        }

        @Override
        int place() {
            for (int cpu = 0; cpu < cpus; cpu++) {
                scalarPlaces[cpu] = place(scalarBits);
            }
            for (Field.Packed field : alone) {
                for (int cpu = 0; cpu < cpus; cpu++) {
                    field.place(cpu, place(field.width));
                }
            }
            shared.forEach(field -> field.place(0, place(field.width)));
            return (used.size() - 1) * 64 + used.get(used.size() - 1);
        }

        private int place(int width) {
            int word = 0;
            while (word < used.size() && used.get(word) + width > 64) {
                word++;
            }
            if (word == used.size()) {
                used.add(0);
            }
            int bit = used.get(word);
            used.set(word, bit + width);
            return width == 0 ? 0 : word << 6 | bit;
        }
    }

    /** Variables as quick to reach as they can be. */
    private static final class Open extends Packing {
        private int words;

        Open(int cpus) {
            super(cpus);
        }

        @Override
        Field newScalar(int width) {
            words += cpus;
            return new Field.Open(width, words - cpus);
        }

        @Override
        Field newMask(int width) {
            return newScalar(width);
        }

        @Override
        Field shared(int width) {
            return new Field.Open(width, words++);
        }

        @Override
        int place() {
            return words * Long.SIZE;
        }
    }
}

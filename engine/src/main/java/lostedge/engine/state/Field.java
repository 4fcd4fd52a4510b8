package lostedge.engine.state;

/**
 * Where an instance of a variable stands in the words of a packed state. A field of no bits reads 0. A packed mask of
 * CPUs leaves out the one it belongs to: bit {@code i} is CPU {@code i} below that, and CPU {@code i + 1} from it on.
 */
final class Field {
    final Variable variable;
    /** Of those the variable has: the context or lane, 0 if there is one. */
    final int instance;

    final int width;
    /** As many low bits as it has. */
    private final long mask;
    /** Where the bits of each CPU that has it begin: word times 64, plus shift. */
    private final int[] places;

    Field(Variable variable, int instance, int width, int cpus) {
        this.variable = variable;
        this.instance = instance;
        this.width = width;
        mask = width == 0 ? 0 : -1L >>> (64 - width);
        places = new int[variable.shape == Variable.Shape.SHARED ? 1 : cpus];
    }

    /** How many CPUs have it, counted from 0. */
    int cpus() {
        return places.length;
    }

    void place(int cpu, int place) {
        places[cpu] = place;
    }

    int place(int cpu) {
        return places[cpu];
    }

    /** The bits it has in a CPU, in their word. */
    long bits(int cpu) {
        return mask << places[cpu];
    }

    long get(long[] words, int cpu) {
        int place = places[cpu];
        return words[place >>> 6] >>> place & mask;
    }

    /** Sets it in words where it is 0. */
    void fill(long[] words, int cpu, long value) {
        if (value != 0) {
            words[places[cpu] >>> 6] |= (value & mask) << places[cpu];
        }
    }

    /** Sets it in words where it is 0, for each CPU whose flag is set. */
    void fillAll(long[] words, boolean[] flags) {
        for (int cpu = 0; cpu < flags.length; cpu++) {
            fill(words, cpu, flags[cpu] ? 1 : 0);
        }
    }

    /** Sets all bits it has in a CPU. */
    void addTo(long[] words, int cpu) {
        words[places[cpu] >>> 6] |= bits(cpu);
    }

    // ---- As a mask of CPUs.

    /** The other CPUs that are in the mask of one. */
    long others(long[] words, int cpu) {
        long packed = get(words, cpu);
        long below = (1L << cpu) - 1;
        return packed & below | (packed & ~below) << 1;
    }

    /** Sets the mask of a CPU in words where it is 0, without its own bit. */
    void fillOthers(long[] words, int cpu, long cpus) {
        long below = (1L << cpu) - 1;
        fill(words, cpu, cpus & below | cpus >>> 1 & ~below);
    }
}

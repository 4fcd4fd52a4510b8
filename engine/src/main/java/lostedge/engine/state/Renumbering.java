package lostedge.engine.state;

/** Other numbers for the CPUs of packed states. */
public final class Renumbering {
    private final StateLayout layout;
    private final int[] numbers;

    /**
     * A renumbering of the states of a layout.
     *
     * @param numbers for each CPU its new number, a permutation
     */
    public Renumbering(StateLayout layout, int... numbers) {
        this.layout = layout;
        this.numbers = numbers.clone();
    }

    /** {@return the new number of a CPU} */
    public int of(int cpu) {
        return numbers[cpu];
    }

    /** {@return the words of a state renumbered: what those given say of a CPU, these say of its new number} */
    public long[] of(long[] words) {
        long[] renumbered = new long[words.length];
        for (Field field : layout.fields()) {
            for (int cpu = 0; cpu < field.cpus(); cpu++) {
                switch (field.variable.shape) {
                    case SMALL -> field.fill(renumbered, numbers[cpu], field.get(words, cpu));
                    case MASK -> field.fillOthers(renumbered, numbers[cpu], mask(field.others(words, cpu)));
                    case SHARED -> field.fill(renumbered, 0, owner((int) field.get(words, cpu)));
                }
            }
        }
        return renumbered;
    }

    private long mask(long cpus) {
        long renumbered = 0;
        for (long rest = cpus; rest != 0; rest &= rest - 1) {
            renumbered |= 1L << numbers[Long.numberOfTrailingZeros(rest)];
        }
        return renumbered;
    }

    /** The owner of the IPI lock as it is packed: 0 if there is none, else a CPU and a lane, counted from 1. */
    private long owner(int packed) {
        int held = packed - 1;
        return held < 0 ? 0 : 1 + held / numbers.length * numbers.length + numbers[held % numbers.length];
    }
}

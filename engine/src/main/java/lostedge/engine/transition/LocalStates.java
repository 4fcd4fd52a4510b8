package lostedge.engine.transition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lostedge.engine.state.StateLayout;
import lostedge.engine.state.SystemState;

/**
 * Numbers for the states its parts can be in, which make a state of the machine one {@code long} (Holzmann, "State
 * compression in SPIN: recursive indexing and compression training runs", 1997). Few of the values a CPU's variables
 * could have together do occur, so their numbers are much shorter than the variables.
 *
 * <p>The parts are called regions: one for each CPU, and one for what belongs to no CPU. They are numbered in the order
 * they are met, by all threads in common.
 */
public final class LocalStates {
    private static final int BITS = 60;
    /** For the last region, which has one value for each holder of the IPI lock. */
    private static final int SHARED_BITS = 64 - BITS;

    private final StateLayout layout;
    private final int cpus;
    private final int width;
    private final long[][] masks;
    private final List<Map<StateLayout.Words, Integer>> numbers = new ArrayList<>();
    private final List<List<long[]>> values = new ArrayList<>();
    private volatile boolean full;

    /** None is known but that of all zeros, which is 0 in each region. */
    public LocalStates(StateLayout layout) {
        this.layout = layout;
        cpus = layout.configuration().cpus();
        width = Math.min(30, BITS / cpus);
        masks = new long[cpus + 1][];
        long[] shared = new long[layout.words()];
        Arrays.fill(shared, -1);
        for (int cpu = 0; cpu < cpus; cpu++) {
            masks[cpu] = layout.bitsOf(cpu);
            for (int word = 0; word < shared.length; word++) {
                shared[word] &= ~masks[cpu][word];
            }
        }
        masks[cpus] = shared;
        for (int region = 0; region <= cpus; region++) {
            numbers.add(new HashMap<>());
            values.add(new ArrayList<>());
            number(region, new long[layout.words()]);
        }
    }

    /** {@return the layout of the states in full} */
    public StateLayout layout() {
        return layout;
    }

    /** {@return how many regions there are; the last is that of no CPU} */
    public int regions() {
        return cpus + 1;
    }

    /** {@return the bits of a state in full that belong to a region} */
    public long[] bits(int region) {
        return masks[region].clone();
    }

    /** {@return whether a region had more values than there are numbers, so that some numbers stand for nothing} */
    public boolean isFull() {
        return full;
    }

    /** {@return the number of a region's value in a state in full} */
    public synchronized int number(int region, long[] words) {
        long[] value = words.clone();
        for (int word = 0; word < value.length; word++) {
            value[word] &= masks[region][word];
        }
        Integer known = numbers.get(region).get(new StateLayout.Words(value));
        if (known != null) {
            return known;
        }
        int number = values.get(region).size();
        if (number >= (1 << (region < cpus ? width : SHARED_BITS)) - 1) {
            full = true;
            return 0;
        }
        values.get(region).add(value);
        numbers.get(region).put(new StateLayout.Words(value), number);
        return number;
    }

    /** {@return the bits of a state in full that a number stands for; not to be changed} */
    public synchronized long[] value(int region, int number) {
        return values.get(region).get(number);
    }

    /* A state holds the numbers of its regions side by side, the first one lowest. */

    /** {@return the number of a region's value in a state} */
    public int number(long state, int region) {
        return (int) (state >>> region * width) & (1 << (region < cpus ? width : SHARED_BITS)) - 1;
    }

    /** {@return a number, put where it stands in a state} */
    public long placed(int region, int number) {
        return (long) number << region * width;
    }

    /** {@return the number of a state in full} */
    public long pack(SystemState full) {
        long[] words = layout.pack(full);
        long state = 0;
        for (int region = 0; region <= cpus; region++) {
            state |= placed(region, number(region, words));
        }
        return state;
    }
}

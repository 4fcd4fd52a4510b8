package lostedge.engine.statespace;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.model.StateLayout;
import lostedge.engine.model.SystemState;

/**
 * One representative for all states that differ only in how the CPUs are numbered. The modelled CPUs run the same
 * program, so what holds for one holds for all of them (Ip and Dill, "Better verification through symmetry", 1996).
 */
public final class CpuSymmetry {
    private final StateLayout layout;
    private final List<int[]> renumberings = new ArrayList<>();
    private final SystemState renumbered;
    private final long[] least;

    /** For states of a layout; one instance serves one thread. */
    public CpuSymmetry(StateLayout layout) {
        this.layout = layout;
        renumbered = new SystemState(layout);
        least = new long[layout.words()];
        permute(new int[layout.configuration().cpus()], 0, 0);
        renumberings.remove(0); // the identity
    }

    private void permute(int[] renumbering, int cpu, int used) {
        if (cpu == renumbering.length) {
            renumberings.add(renumbering.clone());
            return;
        }
        for (int number = 0; number < renumbering.length; number++) {
            if ((used >>> number & 1) == 0) {
                renumbering[cpu] = number;
                permute(renumbering, cpu + 1, used | 1 << number);
            }
        }
    }

    /** Replaces a state by the least of all its renumberings. */
    public void represent(SystemState state) {
        long[] words = state.words();
        System.arraycopy(words, 0, least, 0, least.length);
        for (int[] renumbering : renumberings) {
            layout.renumber(state, renumbering, renumbered);
            if (isLess(renumbered.words())) {
                System.arraycopy(renumbered.words(), 0, least, 0, least.length);
            }
        }
        System.arraycopy(least, 0, words, 0, least.length);
    }

    private boolean isLess(long[] words) {
        for (int i = 0; i < words.length; i++) {
            if (words[i] != least[i]) {
                return Long.compareUnsigned(words[i], least[i]) < 0;
            }
        }
        return false;
    }
}

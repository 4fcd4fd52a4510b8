package lostedge.engine.statespace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lostedge.engine.state.Renumbering;
import lostedge.engine.transition.LocalStates;

/**
 * One representative for all states that differ only in how the CPUs are numbered. The modelled CPUs run the same
 * program, so what holds for one holds for all of them (Ip and Dill, "Better verification through symmetry", 1996).
 */
public final class CpuSymmetry {
    private static final long UNKNOWN = -1;

    private final LocalStates locals;
    private final List<Renumbering> renumberings = new ArrayList<>();
    /** By renumbering, region and number: what the region becomes, put where it then stands. */
    private final long[][][] images;

    /** One instance serves one thread. */
    public CpuSymmetry(LocalStates locals) {
        this.locals = locals;
        permute(new int[locals.regions() - 1], 0, 0);
        renumberings.remove(0); // the identity
        images = new long[renumberings.size()][locals.regions()][0];
    }

    private void permute(int[] numbers, int cpu, int used) {
        if (cpu == numbers.length) {
            renumberings.add(new Renumbering(locals.layout(), numbers));
            return;
        }
        for (int number = 0; number < numbers.length; number++) {
            if ((used >>> number & 1) == 0) {
                numbers[cpu] = number;
                permute(numbers, cpu + 1, used | 1 << number);
            }
        }
    }

    /** {@return the least of all renumberings of a state} */
    public long representative(long state) {
        long least = state;
        for (int i = 0; i < images.length; i++) {
            long[][] image = images[i];
            long renumbered = 0;
            for (int region = 0; region < image.length; region++) {
                int number = locals.number(state, region);
                long known = number < image[region].length ? image[region][number] : UNKNOWN;
                renumbered |= known != UNKNOWN ? known : find(i, region, number);
            }
            least = Math.min(least, renumbered);
        }
        return least;
    }

    private long find(int renumbering, int region, int number) {
        Renumbering numbers = renumberings.get(renumbering);
        long[] renumbered = numbers.of(locals.value(region, number));
        int home = region < locals.regions() - 1 ? numbers.of(region) : region;
        long[] image = images[renumbering][region];
        if (number >= image.length) {
            images[renumbering][region] = Arrays.copyOf(image, Math.max(number + 1, 2 * image.length));
            Arrays.fill(images[renumbering][region], image.length, images[renumbering][region].length, UNKNOWN);
        }
        long placed = locals.placed(home, locals.number(home, renumbered));
        images[renumbering][region][number] = placed;
        return placed;
    }
}

package lostedge.engine.statespace;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a state: the state after all steps that are confluent, without what its calls no longer depend on,
 * and of its renumberings the least. Both only if asked for; a state may stand for itself.
 */
public final class Representatives {
    private final StepTable table;
    private final boolean confluence;
    private final @Nullable CpuSymmetry symmetry;
    private final int cpus;

    Representatives(StepTable table, LocalStates locals, boolean confluence, boolean symmetry) {
        this.table = table;
        this.confluence = confluence;
        this.symmetry = symmetry ? new CpuSymmetry(locals) : null;
        cpus = locals.regions() - 1;
    }

    /**
     * {@return the state that stands for a state}
     *
     * @param taken receives each step taken at once
     */
    public long of(long state, Consumer<Move> taken) {
        long at = confluence ? settled(state, taken) : state;
        return symmetry == null ? at : symmetry.representative(at);
    }

    /** {@return the state that stands for a state} */
    public long of(long state) {
        return of(state, move -> {});
    }

    private long settled(long state, Consumer<Move> taken) {
        long at = state;
        int settled = 0;
        for (int cpu = 0; settled < cpus; cpu = cpu + 1 == cpus ? 0 : cpu + 1) {
            settled++;
            for (Move move = table.confluent(at, cpu); move != null; move = table.confluent(at, cpu)) {
                at = table.apply(move, at);
                taken.accept(move);
                settled = 1;
            }
            long forgotten = table.forgetReleased(at, cpu);
            if (forgotten != at) {
                at = forgotten;
                settled = 1;
            }
        }
        return at;
    }
}

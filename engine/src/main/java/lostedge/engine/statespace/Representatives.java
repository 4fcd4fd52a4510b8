package lostedge.engine.statespace;

import java.util.function.Consumer;
import lostedge.engine.transition.LocalStates;
import lostedge.engine.transition.Move;
import lostedge.engine.transition.StepTable;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a state: the state after all steps that its table takes at once, and of its renumberings the least. A
 * state may stand for itself.
 *
 * <p>It is reached by steps that must happen; and what stands for a successor of the state can be reached from what
 * stands for the state. So if a state without a way to a goal can be reached, one that stands for itself can.
 */
public final class Representatives {
    private final StepTable table;
    private final @Nullable CpuSymmetry symmetry;
    private final int cpus;

    Representatives(StepTable table, LocalStates locals, boolean symmetry) {
        this.table = table;
        this.symmetry = symmetry ? new CpuSymmetry(locals) : null;
        cpus = locals.regions() - 1;
    }

    /**
     * {@return the state that stands for a state}
     *
     * @param taken receives each step taken at once
     */
    public long of(long state, Consumer<Move> taken) {
        long at = table.isReduced() ? settled(state, taken) : state;
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
        }
        return at;
    }
}

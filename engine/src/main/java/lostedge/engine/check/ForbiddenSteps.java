package lostedge.engine.check;

import lostedge.engine.state.SystemState;
import lostedge.engine.statespace.StateSpace;
import lostedge.engine.transition.Move;
import lostedge.engine.transition.StepTable;
import org.jspecify.annotations.Nullable;

/** The steps that violate a property which forbids steps, or the states they lead to. */
final class ForbiddenSteps {
    private final StateSpace space;
    private final Property property;
    private final StepTable table;
    private final SystemState before;
    private final SystemState after;

    /** One instance serves one thread. */
    ForbiddenSteps(StateSpace space, Property property, StepTable table) {
        this.space = space;
        this.property = property;
        this.table = table;
        before = space.system().initial();
        after = space.system().initial();
    }

    /** {@return whether a step to a state is forbidden} */
    boolean forbids(long from, Move move, long to) {
        table.unpack(from, before);
        table.unpack(to, after);
        return !property.allows(before, move.microstep(), move.cpu(), move.argument(), after);
    }

    /** {@return whether a state is forbidden, whatever step leads to it} */
    boolean forbids(long state) {
        table.unpack(state, after);
        return !property.allows(after);
    }

    /** {@return the first forbidden step of a state, or null} */
    @Nullable
    Step first(long state) {
        for (int cpu = 0; cpu < space.system().layout().configuration().cpus(); cpu++) {
            for (Move move : table.moves(state, cpu)) {
                if (forbids(state, move, table.apply(move, state))) {
                    return new Step(move.microstep(), move.cpu(), move.argument());
                }
            }
        }
        return null;
    }
}

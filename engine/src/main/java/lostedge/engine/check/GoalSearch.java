package lostedge.engine.check;

import java.util.Arrays;
import lostedge.engine.model.SystemState;
import lostedge.engine.statespace.CpuSymmetry;
import lostedge.engine.statespace.Marks;
import lostedge.engine.statespace.Move;
import lostedge.engine.statespace.OpenStates;
import lostedge.engine.statespace.StateSpace;
import lostedge.engine.statespace.StepTable;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a state is bad: whether no goal can be reached from it by steps that need nobody to begin new work.
 *
 * <p>A depth-first search follows such steps from the state and keeps the strongly connected components that are still
 * open on a stack (Tarjan, "Depth-first search and linear graph algorithms", 1972). When it meets a goal, or a state
 * known to reach one, every state on that stack reaches it too, and the search ends. When a component closes before,
 * none of its states reaches a goal. So no state is expanded twice.
 */
final class GoalSearch {
    private final StateSpace space;
    private final Property property;
    private final Marks good;
    private final Marks bad;
    private final StepTable table;
    private final SystemState state;
    private final @Nullable CpuSymmetry symmetry;

    /** States of components still open, by their order of discovery; the path of the search is among them. */
    private final OpenStates open = new OpenStates();

    private long[] pending = new long[1024];
    private int pendingCount;
    private boolean reachesGoal;

    /**
     * A search over a completely explored space.
     *
     * @param good states known to reach a goal; more are added
     */
    GoalSearch(StateSpace space, Property property, Marks good) {
        this.space = space;
        this.property = property;
        this.good = good;
        bad = new Marks(space);
        table = new StepTable(space.locals());
        state = space.system().initial();
        symmetry = space.symmetry();
    }

    /** {@return whether a state is bad that the space has, or whose representative it has} */
    boolean isBadState(long state) {
        return isBad(space.find(symmetry == null ? state : symmetry.representative(state)));
    }

    /** {@return whether the state of an id is bad} */
    boolean isBad(long id) {
        if (!good.get(id) && !bad.get(id)) {
            search(id);
        }
        return bad.get(id);
    }

    private void search(long root) {
        pendingCount = 0;
        reachesGoal = false;
        enter(root);
        while (!reachesGoal && open.pathLength() > 0) {
            if (pendingCount == open.pendingBase()) {
                leave();
                continue;
            }
            long next = pending[--pendingCount];
            int met = open.find(next);
            if (met >= 0) {
                open.meet(met);
            } else if (!bad.get(next)) {
                enter(next);
            }
        }
        if (reachesGoal) {
            for (int i = 0; i < open.size(); i++) {
                good.set(open.id(i));
            }
            open.clear();
        }
    }

    /** Goes on to a state: unless it is a goal, its successors become pending, those of programs on top. */
    private void enter(long id) {
        open.push(id, pendingCount);
        long at = space.get(id);
        table.unpack(at, state);
        reachesGoal = property.isGoal(space.system(), state);
        pend(at, false);
        pend(at, true);
    }

    private void pend(long at, boolean program) {
        int cpus = space.system().layout().configuration().cpus();
        for (int cpu = 0; cpu < cpus && !reachesGoal; cpu++) {
            for (Move move : table.moves(at, cpu)) {
                if (move.isObliged() && move.isProgram() == program) {
                    pend(table.apply(move, at));
                }
            }
        }
    }

    private void pend(long successor) {
        long id = space.find(symmetry == null ? successor : symmetry.representative(successor));
        reachesGoal |= good.get(id);
        if (pendingCount == pending.length) {
            pending = Arrays.copyOf(pending, pendingCount * 2);
        }
        pending[pendingCount++] = id;
    }

    /** Returns from a state; if it is the first of its component, the component closes, and is bad. */
    private void leave() {
        int first = open.pop();
        if (first >= 0) {
            for (int i = first; i < open.size(); i++) {
                bad.set(open.id(i));
            }
            open.truncate(first);
        }
    }
}

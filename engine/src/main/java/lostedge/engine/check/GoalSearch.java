package lostedge.engine.check;

import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import lostedge.engine.state.SystemState;
import lostedge.engine.statespace.OpenStates;
import lostedge.engine.statespace.Representatives;
import lostedge.engine.statespace.StateSet;
import lostedge.engine.statespace.StateSpace;
import lostedge.engine.transition.Move;
import lostedge.engine.transition.StepTable;

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
    private final LongPredicate isGood;
    private final LongConsumer markGood;
    private final StateSet bad = new StateSet();
    private final StepTable table;
    private final SystemState state;
    private final Representatives representatives;

    /** States of components still open, by their order of discovery; the path of the search is among them. */
    private final OpenStates open = new OpenStates();

    private long[] pending = new long[1024];
    private int pendingCount;
    private boolean reachesGoal;

    /** A search that remembers itself which states it has found to be good. */
    GoalSearch(StateSpace space, Property property) {
        this(space, property, new StateSet());
    }

    private GoalSearch(StateSpace space, Property property, StateSet good) {
        this(space, property, good::contains, good::add);
    }

    /**
     * A search that shares what is known.
     *
     * @param isGood tells states known to reach a goal
     * @param markGood takes those found to reach one
     */
    GoalSearch(StateSpace space, Property property, LongPredicate isGood, LongConsumer markGood) {
        this.space = space;
        this.property = property;
        this.isGood = isGood;
        this.markGood = markGood;
        table = space.steps();
        state = space.system().initial();
        representatives = space.representatives(table);
    }

    /** {@return whether a state is bad that stands for itself} */
    boolean isBad(long state) {
        if (!isGood.test(state) && !bad.contains(state)) {
            search(state);
        }
        return bad.contains(state);
    }

    /** {@return whether what stands for a state is bad} */
    boolean isBad(SystemState state) {
        return isBad(representatives.of(table.pack(state)));
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
            } else if (!bad.contains(next)) {
                enter(next);
            }
        }
        if (reachesGoal) {
            for (int i = 0; i < open.size(); i++) {
                markGood.accept(open.state(i));
            }
            open.clear();
        }
    }

    /** Goes on to a state: unless it is a goal, its successors become pending, those of programs on top. */
    private void enter(long at) {
        open.push(at, pendingCount);
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
        long next = representatives.of(successor);
        reachesGoal |= isGood.test(next);
        if (pendingCount == pending.length) {
            pending = Arrays.copyOf(pending, pendingCount * 2);
        }
        pending[pendingCount++] = next;
    }

    /** Returns from a state; if it is the first of its component, the component closes, and is bad. */
    private void leave() {
        int first = open.pop();
        if (first >= 0) {
            for (int i = first; i < open.size(); i++) {
                bad.add(open.state(i));
            }
            open.truncate(first);
        }
    }
}

package lostedge.engine.check;

import java.util.Arrays;
import java.util.BitSet;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.model.SystemState;
import lostedge.engine.statespace.CpuSymmetry;
import lostedge.engine.statespace.OpenStates;
import lostedge.engine.statespace.StateSet;
import lostedge.engine.statespace.StateSpace;
import org.jspecify.annotations.Nullable;

/**
 * Finds the bad states: those from which no goal can be reached by steps that need nobody to begin new work.
 *
 * <p>A depth-first search follows such steps from every state that is not yet decided and keeps the strongly connected
 * components that are still open on a stack (Tarjan, "Depth-first search and linear graph algorithms", 1972). When it
 * meets a goal, or a state known to reach one, every state on that stack reaches it too, and the search ends. When a
 * component closes before, none of its states reaches a goal. So no state is expanded twice.
 */
final class GoalSearch {
    private final StateSpace space;
    private final Property property;
    private final BitSet[] good;
    private final BitSet[] bad;
    private final SystemState state;
    private final SystemState successor;
    private final @Nullable CpuSymmetry symmetry;
    private final IpiSystem.StepSink sink = this::step;

    /** States of components still open, by their order of discovery; the path of the search is among them. */
    private final OpenStates open = new OpenStates();

    private long[] pending = new long[1024];
    private int pendingCount;
    private boolean reachesGoal;
    private boolean anyBad;

    /** A search over a completely explored space. */
    GoalSearch(StateSpace space, Property property) {
        this.space = space;
        this.property = property;
        good = new BitSet[space.parts()];
        bad = new BitSet[space.parts()];
        state = space.newState();
        successor = space.newState();
        symmetry = space.symmetry();
        for (int part = 0; part < space.parts(); part++) {
            good[part] = new BitSet(space.part(part).slots());
            bad[part] = new BitSet(space.part(part).slots());
        }
    }

    /** Decides every state. */
    void run() {
        for (int part = 0; part < space.parts(); part++) {
            StateSet set = space.part(part);
            for (int slot = 0; slot < set.slots(); slot++) {
                if (set.get(slot, successor.words()) && !good[part].get(slot) && !bad[part].get(slot)) {
                    search(id(part, slot));
                }
            }
        }
    }

    /** {@return whether any state is bad} */
    boolean anyBad() {
        return anyBad;
    }

    /** {@return whether a state of the space is bad} */
    boolean isBad(long[] words) {
        int part = space.partOf(words, 0);
        return bad[part].get(space.part(part).slot(words, 0));
    }

    private static long id(int part, int slot) {
        return (long) part << 32 | slot;
    }

    private void search(long root) {
        reachesGoal = property.isGoal(space.system(), successor);
        pendingCount = 0;
        if (reachesGoal) {
            good[(int) (root >>> 32)].set((int) root);
            return;
        }
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
            } else if (!bad[(int) (next >>> 32)].get((int) next)) {
                enter(next);
            }
        }
        if (reachesGoal) {
            for (int i = 0; i < open.size(); i++) {
                good[(int) (open.id(i) >>> 32)].set((int) open.id(i));
            }
            open.clear();
        }
    }

    /** Goes on to a state: its successors become pending, the first offered on top. */
    private void enter(long id) {
        open.push(id, pendingCount);
        space.part((int) (id >>> 32)).get((int) id, state.words());
        int before = pendingCount;
        IpiSystem system = space.system();
        int cpus = system.layout().configuration().cpus();
        boolean more = true;
        for (int cpu = 0; cpu < cpus && more; cpu++) {
            more = system.program(state, cpu, sink);
        }
        for (int cpu = 0; cpu < cpus && more; cpu++) {
            more = system.interrupts(state, cpu, sink) && system.watchdog(state, cpu, sink);
        }
        for (int low = before, high = pendingCount - 1; low < high; low++, high--) {
            long swap = pending[low];
            pending[low] = pending[high];
            pending[high] = swap;
        }
    }

    /** Returns from a state; if it is the first of its component, the component closes, and is bad. */
    private void leave() {
        int first = open.pop();
        if (first >= 0) {
            for (int i = first; i < open.size(); i++) {
                bad[(int) (open.id(i) >>> 32)].set((int) open.id(i));
            }
            open.truncate(first);
            anyBad = true;
        }
    }

    private boolean step(Microstep microstep, int cpu, long argument) {
        successor.copyFrom(state);
        space.system().apply(successor, microstep, cpu, argument);
        if (symmetry != null) {
            symmetry.represent(successor);
        }
        long[] words = successor.words();
        int part = space.partOf(words, 0);
        int slot = space.part(part).slot(words, 0);
        if (good[part].get(slot) || property.isGoal(space.system(), successor)) {
            good[part].set(slot);
            reachesGoal = true;
            return false;
        }
        if (pendingCount == pending.length) {
            pending = Arrays.copyOf(pending, pendingCount * 2);
        }
        pending[pendingCount++] = id(part, slot);
        return true;
    }
}

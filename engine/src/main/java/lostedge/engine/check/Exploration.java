package lostedge.engine.check;

import lostedge.engine.model.SystemState;
import lostedge.engine.statespace.CpuSymmetry;
import lostedge.engine.statespace.StateList;
import lostedge.engine.statespace.StateSet;
import lostedge.engine.statespace.StateSpace;
import lostedge.engine.statespace.StepTable;
import lostedge.engine.statespace.StepTable.Move;
import lostedge.engine.statespace.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Breadth-first search of all reachable states, level by level.
 *
 * <p>A level is worked off in chunks of two phases: every thread expands states of its own part and sorts their
 * successors by part; then every thread adds to its own part what all threads found for it. What is found and in which
 * order does not depend on how the threads run.
 */
final class Exploration {
    private static final int CHUNK = 4096;

    private final StateSpace space;
    private final Property property;
    private final Limits limits;
    private final Workers workers;
    private final Expander[] expanders;
    private StateList[] frontier;
    private StateList[] next;
    private int depth;
    private boolean complete;

    Exploration(StateSpace space, Property property, Limits limits, Workers workers) {
        this.space = space;
        this.property = property;
        this.limits = limits;
        this.workers = workers;
        int parts = space.parts();
        expanders = new Expander[parts];
        frontier = new StateList[parts];
        next = new StateList[parts];
        for (int part = 0; part < parts; part++) {
            expanders[part] = new Expander();
            frontier[part] = new StateList(space.words());
            next[part] = new StateList(space.words());
        }
    }

    /** One thread's expansion of states: {@link #outbox} takes successors, one list for each part. */
    private final class Expander {
        private final StepTable table = new StepTable(space.system());
        private final SystemState state = space.newState();
        private final SystemState successor = space.newState();
        private final @Nullable CpuSymmetry symmetry = space.symmetry();
        private final StateList[] outbox = new StateList[space.parts()];
        private final Coverage coverage = new Coverage();
        private long @Nullable [] violationFrom;
        private @Nullable Step violation;

        Expander() {
            for (int part = 0; part < outbox.length; part++) {
                outbox[part] = new StateList(space.words());
            }
        }

        void expand(StateList states, int from, int to) {
            for (StateList list : outbox) {
                list.clear();
            }
            int cpus = space.system().layout().configuration().cpus();
            long[] words = successor.words();
            for (int i = from; i < to; i++) {
                int offset = states.offset(i);
                for (int cpu = 0; cpu < cpus; cpu++) {
                    for (Move move : table.moves(states.array(), offset, cpu)) {
                        table.apply(move, states.array(), offset, words, 0);
                        coverage.count(move.microstep());
                        if (!property.isReachability()) {
                            judge(states, i, move);
                        }
                        if (symmetry != null) {
                            symmetry.represent(successor);
                        }
                        outbox[space.partOf(words, 0)].add(words, 0);
                    }
                }
            }
        }

        private void judge(StateList states, int i, Move move) {
            states.get(i, state.words());
            if (violation == null
                    && !property.allows(state, move.microstep(), move.cpu(), move.argument(), successor)) {
                violation = new Step(move.microstep(), move.cpu(), move.argument());
                violationFrom = state.words().clone();
            }
        }
    }

    /** Explores until all states are found, a step violates the property, or a limit is reached. */
    void run() {
        SystemState initial = space.system().initial();
        if (expanders[0].symmetry != null) {
            expanders[0].symmetry.represent(initial);
        }
        int home = space.partOf(initial.words(), 0);
        space.part(home).add(initial.words(), 0);
        frontier[home].add(initial.words(), 0);
        while (violation() == null && longest() > 0) {
            if (!level()) {
                return;
            }
        }
        complete = violation() == null;
    }

    /** Works off the frontier; {@return false if a limit was reached} */
    private boolean level() {
        int longest = longest();
        for (int from = 0; from < longest; from += CHUNK) {
            int begin = from;
            workers.each(part -> expanders[part].expand(
                    frontier[part],
                    Math.min(begin, frontier[part].size()),
                    Math.min(begin + CHUNK, frontier[part].size())));
            if (limits.deadline().getAsBoolean() || !space.fits(mostAdditions(), limits.bytes())) {
                return false;
            }
            workers.each(this::insert);
        }
        StateList[] done = frontier;
        frontier = next;
        next = done;
        for (StateList list : next) {
            list.clear();
        }
        if (longest() > 0) {
            depth++;
        }
        return true;
    }

    private void insert(int part) {
        StateSet set = space.part(part);
        for (Expander expander : expanders) {
            set.addAll(expander.outbox[part], next[part]);
        }
    }

    private int mostAdditions() {
        int most = 0;
        for (int part = 0; part < space.parts(); part++) {
            int additions = 0;
            for (Expander expander : expanders) {
                additions += expander.outbox[part].size();
            }
            most = Math.max(most, additions);
        }
        return most;
    }

    private int longest() {
        int longest = 0;
        for (StateList list : frontier) {
            longest = Math.max(longest, list.size());
        }
        return longest;
    }

    private @Nullable Expander violation() {
        for (Expander expander : expanders) {
            if (expander.violation != null) {
                return expander;
            }
        }
        return null;
    }

    /** {@return the step that violated the property, or null} */
    @Nullable
    Step violatingStep() {
        Expander expander = violation();
        return expander == null ? null : expander.violation;
    }

    /** {@return the state the violating step was taken from, or null} */
    long @Nullable [] violationFrom() {
        Expander expander = violation();
        return expander == null ? null : expander.violationFrom;
    }

    /** {@return whether every reachable state was found and no step violated the property} */
    boolean isComplete() {
        return complete;
    }

    /** {@return the greatest distance from the initial state so far} */
    int depth() {
        return depth;
    }

    /** {@return the steps of all threads} */
    Coverage coverage() {
        Coverage sum = new Coverage();
        for (Expander expander : expanders) {
            sum.add(expander.coverage);
        }
        return sum;
    }
}

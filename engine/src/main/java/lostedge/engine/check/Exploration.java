package lostedge.engine.check;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import lostedge.engine.statespace.Representatives;
import lostedge.engine.statespace.StateList;
import lostedge.engine.statespace.StateSpace;
import lostedge.engine.statespace.Workers;
import lostedge.engine.transition.Move;
import lostedge.engine.transition.StepTable;

/**
 * Breadth-first search of all reachable states, level by level.
 *
 * <p>A level is worked off in chunks of two phases: every thread expands states of its own part and sorts their
 * successors by part; then every thread adds to its own part what all threads found for it. So the states of each level
 * do not depend on how the threads run.
 */
final class Exploration {
    /** States of each part expanded between two insertions; few, so that what they lead to stays in the cache. */
    private static final int CHUNK = 4096;

    private final StateSpace space;
    private final Property property;
    private final BooleanSupplier deadline;
    private final Workers workers;
    private final Expander[] expanders;
    private StateList[] frontier;
    private StateList[] next;
    private int depth = -1;
    private boolean complete;

    Exploration(StateSpace space, Property property, BooleanSupplier deadline, Workers workers) {
        this.space = space;
        this.property = property;
        this.deadline = deadline;
        this.workers = workers;
        frontier = lists();
        next = lists();
        expanders = new Expander[space.parts()];
        for (int i = 0; i < expanders.length; i++) {
            expanders[i] = new Expander();
        }
        long initial = space.locals().pack(space.system().initial());
        expanders[0].add(initial);
        insert(space.partOf(initial));
    }

    private StateList[] lists() {
        StateList[] lists = new StateList[space.parts()];
        for (int part = 0; part < lists.length; part++) {
            lists[part] = new StateList();
        }
        return lists;
    }

    /** One thread's expansion of states. */
    private final class Expander {
        private final StepTable table = space.steps();
        private final Representatives representatives = space.representatives(table);
        private final int cpus = space.system().layout().configuration().cpus();
        private final ForbiddenSteps forbidden = new ForbiddenSteps(space, property, table);
        /** The successors, by part. */
        private final StateList[] found = lists();

        private final Coverage coverage = new Coverage();
        private final Consumer<Move> counted = this::count;
        private final boolean forbidsSteps = !property.isReachability() && !property.isOfStates();
        private boolean violated;

        void expand(StateList states, int from, int to) {
            for (int i = from; i < to; i++) {
                long state = states.get(i);
                violated |= property.isOfStates() && forbidden.forbids(state);
                for (int cpu = 0; cpu < cpus; cpu++) {
                    for (Move move : table.moves(state, cpu)) {
                        long successor = table.apply(move, state);
                        count(move);
                        if (forbidsSteps && !violated) {
                            violated = forbidden.forbids(state, move, successor);
                        }
                        add(representatives.of(successor, counted));
                    }
                }
            }
        }

        private void count(Move move) {
            coverage.count(move.microstep());
        }

        private void add(long state) {
            found[space.partOf(state)].add(state);
        }

        /** Forgets the successors that have been inserted. */
        void clear() {
            for (StateList list : found) {
                list.clear();
            }
        }
    }

    /**
     * Explores, going on where it stopped before.
     *
     * @param most no level is begun once there are so many states
     * @param bytes memory for states
     * @return whether it is over: all states are found, a step violated the property, or a limit was reached
     */
    boolean run(long most, long bytes) {
        boolean withinLimits = true;
        while (withinLimits && longest(next) > 0 && !isViolated() && space.size() < most) {
            depth++;
            StateList[] done = frontier;
            frontier = next;
            next = done;
            for (StateList list : next) {
                list.clear();
            }
            withinLimits = level(bytes);
        }
        complete = withinLimits && !isViolated() && longest(next) == 0;
        return complete || isViolated() || !withinLimits;
    }

    /** Works off the frontier; {@return false if a limit was reached} */
    private boolean level(long most) {
        int longest = longest(frontier);
        for (int from = 0; from < longest; from += CHUNK) {
            int begin = from;
            workers.each(part -> expand(part, begin));
            if (deadline.getAsBoolean() || space.locals().isFull() || !fits(most)) {
                return false;
            }
            workers.each(this::insert);
        }
        return true;
    }

    private void expand(int part, int begin) {
        StateList states = frontier[part];
        int size = states.size();
        expanders[part].clear();
        expanders[part].expand(states, Math.min(begin, size), Math.min(begin + CHUNK, size));
    }

    private void insert(int part) {
        for (Expander expander : expanders) {
            space.part(part).addAll(expander.found[part], next[part]);
        }
    }

    /** Whether what was found still fits, as if all of it were new. */
    private boolean fits(long most) {
        long bytes = 0;
        for (int part = 0; part < space.parts(); part++) {
            int additions = 0;
            for (Expander expander : expanders) {
                additions += expander.found[part].size();
            }
            bytes += space.part(part).bytesWith(additions) + frontier[part].bytes() + next[part].bytes();
        }
        return bytes <= most;
    }

    private static int longest(StateList[] lists) {
        int longest = 0;
        for (StateList list : lists) {
            longest = Math.max(longest, list.size());
        }
        return longest;
    }

    /** {@return whether a step violated the property} */
    boolean isViolated() {
        boolean violated = false;
        for (Expander expander : expanders) {
            violated |= expander.violated;
        }
        return violated;
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

package lostedge.engine.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import lostedge.engine.statespace.Representatives;
import lostedge.engine.statespace.StateList;
import lostedge.engine.statespace.StateSet;
import lostedge.engine.statespace.StateSpace;
import lostedge.engine.transition.LocalStates;
import lostedge.engine.transition.Move;
import lostedge.engine.transition.StepTable;
import org.jspecify.annotations.Nullable;

/**
 * A shortest path from the initial state to a state with some feature.
 *
 * <p>A breadth-first search, by one thread, keeps its levels until the feature appears, and goes back through them: a
 * state's predecessor is the first of the level before that has a step to it. Renumbering the CPUs changes no distance,
 * so representatives will do on the way; the steps are those of the state that the path has then really reached.
 */
final class ShortestPath {
    /** States looked at between two questions whether to stop. */
    private static final int CHUNK = 1024;

    private final StepTable table;
    private final int cpus;
    private final long initial;
    private final Representatives representatives;
    private final StateSet seen = new StateSet();
    private final List<StateList> levels = new ArrayList<>();
    private final Coverage coverage = new Coverage();
    private final List<Step> steps = new ArrayList<>();
    /** What has been reached and not been looked at. */
    private StateList next = new StateList();

    private long end = StateSpace.NONE;

    /** A path through a space that nobody else adds to. */
    ShortestPath(StateSpace space) {
        LocalStates locals = space.locals();
        table = space.steps();
        cpus = space.system().layout().configuration().cpus();
        initial = locals.pack(space.system().initial());
        representatives = space.representatives(table);
        seen.add(initial);
        next.add(initial);
    }

    /**
     * Looks for the nearest state that satisfies a predicate, going on where it stopped looking for it before.
     *
     * @param most how many states may be looked at in all, beyond the level at which they are reached
     * @param isOver asked now and then whether to stop
     * @return whether there is one among these
     */
    boolean find(LongPredicate feature, long most, BooleanSupplier isOver) {
        long found = search(feature, most, isOver);
        if (found == StateSpace.NONE) {
            return false;
        }
        long[] path = new long[levels.size()];
        path[path.length - 1] = found;
        for (int level = path.length - 2; level >= 0; level--) {
            path[level] = predecessor(levels.get(level), path[level + 1]);
        }
        end = initial;
        for (int level = 1; level < path.length; level++) {
            end = follow(end, path[level]);
        }
        return true;
    }

    private long search(LongPredicate feature, long most, BooleanSupplier isOver) {
        while (next.size() > 0 && seen.size() - next.size() < most) {
            StateList level = next;
            levels.add(level);
            StateList found = new StateList();
            for (int i = 0; i < level.size(); i++) {
                long state = level.get(i);
                if (feature.test(state)) {
                    return state;
                }
                expand(state, found);
                if (i % CHUNK == 0 && isOver.getAsBoolean()) {
                    levels.remove(levels.size() - 1);
                    return StateSpace.NONE;
                }
            }
            next = new StateList();
            seen.addAll(found, next);
        }
        return StateSpace.NONE;
    }

    private void expand(long state, StateList found) {
        for (int cpu = 0; cpu < cpus; cpu++) {
            for (Move move : table.moves(state, cpu)) {
                coverage.count(move.microstep());
                found.add(after(move, state));
            }
        }
    }

    private long after(Move move, long state) {
        long to = table.apply(move, state);
        return representatives.of(to);
    }

    private long predecessor(StateList level, long target) {
        for (int i = 0; i < level.size(); i++) {
            if (moveTo(level.get(i), target) != null) {
                return level.get(i);
            }
        }
        throw new IllegalStateException("a state of a level has no predecessor in the level before");
    }

    /** Adds the step from a state to one that a representative stands for; {@return that state} */
    private long follow(long state, long representative) {
        Move move = moveTo(state, representative);
        if (move == null) {
            throw new IllegalStateException("a renumbered state has other steps");
        }
        steps.add(new Step(move.microstep(), move.cpu(), move.argument()));
        return table.apply(move, state);
    }

    private @Nullable Move moveTo(long state, long representative) {
        for (int cpu = 0; cpu < cpus; cpu++) {
            for (Move move : table.moves(state, cpu)) {
                if (after(move, state) == representative) {
                    return move;
                }
            }
        }
        return null;
    }

    /** {@return the steps to the state that was found} */
    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** {@return the state that was found, numbered as the steps lead to it} */
    long end() {
        return end;
    }

    /** {@return the states seen} */
    StateSet seen() {
        return seen;
    }

    /** {@return bytes held for states} */
    long bytes() {
        return seen.bytes()
                + next.bytes()
                + levels.stream().mapToLong(StateList::bytes).sum();
    }

    /** {@return the greatest distance of a state that was looked at} */
    int depth() {
        return levels.size() - 1;
    }

    /** {@return the steps taken while looking} */
    Coverage coverage() {
        return coverage;
    }
}

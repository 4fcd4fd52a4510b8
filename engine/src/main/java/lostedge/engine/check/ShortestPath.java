package lostedge.engine.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import lostedge.engine.statespace.LocalStates;
import lostedge.engine.statespace.Move;
import lostedge.engine.statespace.StateList;
import lostedge.engine.statespace.StateSet;
import lostedge.engine.statespace.StateSpace;
import lostedge.engine.statespace.StepTable;

/**
 * A shortest path from the initial state to a state with some feature.
 *
 * <p>No parent links are kept while states are explored. Once a path is wanted, a second breadth-first search, by one
 * thread and without symmetry, keeps its levels until the feature appears, and goes back through them: a state's
 * predecessor is the first of the level before that has a step to it.
 */
final class ShortestPath {
    private final LocalStates locals;
    private final StepTable table;
    private final int cpus;
    private final long initial;
    private final List<StateList> levels = new ArrayList<>();

    ShortestPath(StateSpace space) {
        locals = space.locals();
        table = new StepTable(locals);
        cpus = space.system().layout().configuration().cpus();
        initial = locals.pack(space.system().initial().words());
    }

    /**
     * Finds the nearest state that satisfies a predicate, which some reachable state does.
     *
     * @param path takes the steps to it
     * @return the state
     */
    long to(LongPredicate feature, List<Step> path) {
        long found = search(feature);
        long target = found;
        for (int level = levels.size() - 2; level >= 0; level--) {
            target = back(levels.get(level), target, path);
        }
        return found;
    }

    private long search(LongPredicate feature) {
        StateSet seen = new StateSet();
        StateList level = new StateList();
        seen.add(initial);
        level.add(initial);
        while (level.size() > 0) {
            levels.add(level);
            StateList found = new StateList();
            for (int i = 0; i < level.size(); i++) {
                long state = level.get(i);
                if (feature.test(state)) {
                    return state;
                }
                for (int cpu = 0; cpu < cpus; cpu++) {
                    for (Move move : table.moves(state, cpu)) {
                        found.add(table.apply(move, state));
                    }
                }
            }
            level = new StateList();
            seen.addAll(found, level);
        }
        throw new IllegalStateException("no reachable state has the feature");
    }

    /** Puts a step from a level to a state before a path; {@return the state it is taken from} */
    private long back(StateList level, long target, List<Step> path) {
        for (int i = 0; i < level.size(); i++) {
            long state = level.get(i);
            for (int cpu = 0; cpu < cpus; cpu++) {
                for (Move move : table.moves(state, cpu)) {
                    if (table.apply(move, state) == target) {
                        path.add(0, new Step(move.microstep(), move.cpu(), move.argument()));
                        return state;
                    }
                }
            }
        }
        throw new IllegalStateException("a state of a level has no predecessor in the level before");
    }
}

package lostedge.engine.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import lostedge.engine.model.Microstep;
import lostedge.engine.model.SystemState;
import lostedge.engine.statespace.CpuSymmetry;
import lostedge.engine.statespace.StateList;
import lostedge.engine.statespace.StateSet;
import lostedge.engine.statespace.StateSpace;
import org.jspecify.annotations.Nullable;

/**
 * A shortest path from the initial state to a state with some feature.
 *
 * <p>No parent links are kept while states are explored. Once a path is wanted, a second breadth-first search keeps its
 * levels until the feature appears, and goes back through them: a state's predecessor is the first of the level before
 * that has a step to it.
 */
final class ShortestPath {
    private final StateSpace space;
    private final @Nullable CpuSymmetry symmetry;
    private final List<StateList> levels = new ArrayList<>();

    ShortestPath(StateSpace space) {
        this.space = space;
        symmetry = space.symmetry();
    }

    /** {@return the steps to the nearest state that satisfies the predicate, which some reachable state does} */
    List<Step> to(Predicate<long[]> feature) {
        long[] target = search(feature);
        List<long[]> states = new ArrayList<>();
        for (int level = levels.size() - 1; level >= 0; level--) {
            states.add(0, target);
            if (level > 0) {
                target = predecessor(levels.get(level - 1), target);
            }
        }
        return steps(states);
    }

    private long[] search(Predicate<long[]> feature) {
        StateSet seen = new StateSet(space.words(), 1 << 14);
        StateList level = new StateList(space.words());
        SystemState initial = represented(space.system().initial());
        seen.add(initial.words(), 0);
        level.add(initial.words(), 0);
        SystemState state = space.newState();
        while (level.size() > 0) {
            levels.add(level);
            StateList next = new StateList(space.words());
            for (int i = 0; i < level.size(); i++) {
                level.get(i, state.words());
                if (feature.test(state.words())) {
                    return state.words();
                }
                eachSuccessor(state, (step, successor) -> {
                    if (seen.add(successor.words(), 0)) {
                        next.add(successor.words(), 0);
                    }
                    return true;
                });
            }
            level = next;
        }
        throw new IllegalStateException("no reachable state has the feature");
    }

    private long[] predecessor(StateList level, long[] target) {
        SystemState state = space.newState();
        for (int i = 0; i < level.size(); i++) {
            level.get(i, state.words());
            boolean none = eachSuccessor(state, (step, successor) -> !Arrays.equals(successor.words(), target));
            if (!none) {
                return state.words();
            }
        }
        throw new IllegalStateException("a state of a level has no predecessor in the level before");
    }

    /** Goes forward with the CPUs' own numbers: representatives may have others. */
    private List<Step> steps(List<long[]> representatives) {
        List<Step> steps = new ArrayList<>();
        SystemState state = space.system().initial();
        SystemState successor = space.newState();
        for (long[] wanted : representatives.subList(1, representatives.size())) {
            Step[] chosen = new Step[1];
            space.system().steps(state, (microstep, cpu, argument) -> {
                successor.copyFrom(state);
                space.system().apply(successor, microstep, cpu, argument);
                if (Arrays.equals(represented(successor).words(), wanted)) {
                    chosen[0] = new Step(microstep, cpu, argument);
                }
                return chosen[0] == null;
            });
            Step step = chosen[0];
            space.system().apply(state, step.microstep(), step.cpu(), step.argument());
            steps.add(step);
        }
        return steps;
    }

    @FunctionalInterface
    private interface SuccessorSink {
        /** Takes a step and the representative of the state it leads to; returns whether to go on. */
        boolean successor(Step step, SystemState successor);
    }

    private boolean eachSuccessor(SystemState state, SuccessorSink sink) {
        SystemState successor = space.newState();
        return space.system().steps(state, (Microstep microstep, int cpu, long argument) -> {
            successor.copyFrom(state);
            space.system().apply(successor, microstep, cpu, argument);
            return sink.successor(new Step(microstep, cpu, argument), represented(successor));
        });
    }

    private SystemState represented(SystemState state) {
        if (symmetry != null) {
            symmetry.represent(state);
        }
        return state;
    }
}

package lostedge.engine.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.Configuration;

/** The plain way to check a reachability property: hash sets of states, reverse edges, nothing clever. */
final class PlainChecker {
    final Set<SystemState> states = new HashSet<>();
    final Map<SystemState, Integer> depths = new HashMap<>();
    final Set<SystemState> bad = new HashSet<>();
    long transitions;
    private final IpiSystem system;
    private final Map<SystemState, List<SystemState>> obligedPredecessors = new HashMap<>();

    PlainChecker(Configuration configuration) {
        system = new IpiSystem(configuration);
        Deque<SystemState> toDo = new ArrayDeque<>();
        SystemState initial = system.initial();
        states.add(initial);
        depths.put(initial, 0);
        toDo.add(initial);
        while (!toDo.isEmpty()) {
            SystemState state = toDo.remove();
            system.steps(state, (microstep, cpu, argument) -> {
                SystemState successor = system.initial();
                successor.copyFrom(state);
                system.apply(successor, microstep, cpu, argument);
                transitions++;
                if (microstep.origin() != Microstep.Origin.CHOICE) {
                    obligedPredecessors
                            .computeIfAbsent(successor, unused -> new ArrayList<>())
                            .add(state);
                }
                if (states.add(successor)) {
                    depths.put(successor, depths.get(state) + 1);
                    toDo.add(successor);
                }
                return true;
            });
        }
    }

    /** Finds the bad states of a property. */
    void decide(Property property) {
        Deque<SystemState> toDo = new ArrayDeque<>();
        bad.addAll(states);
        for (SystemState state : states) {
            if (property.isGoal(system, state)) {
                toDo.add(state);
            }
        }
        while (!toDo.isEmpty()) {
            SystemState state = toDo.remove();
            if (bad.remove(state)) {
                toDo.addAll(obligedPredecessors.getOrDefault(state, List.of()));
            }
        }
    }

    int diameter() {
        return depths.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    int nearestBad() {
        return bad.stream().mapToInt(depths::get).min().orElse(-1);
    }
}

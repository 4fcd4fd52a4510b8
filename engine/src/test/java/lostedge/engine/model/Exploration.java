package lostedge.engine.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import lostedge.engine.model.Microstep.Origin;
import lostedge.engine.state.SystemState;

/** Every reachable state of a small system, found breadth-first in plain collections. */
final class Exploration {
    private record Edge(int from, int to, Origin origin) {}

    private final List<SystemState> states = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final IpiSystem system;

    Exploration(IpiSystem system, Consumer<SystemState> invariant) {
        this.system = system;
        Map<SystemState, Integer> numbers = new HashMap<>();
        Deque<Integer> frontier = new ArrayDeque<>();
        states.add(system.initial());
        numbers.put(states.get(0), 0);
        frontier.add(0);
        while (!frontier.isEmpty()) {
            int from = frontier.remove();
            SystemState state = states.get(from);
            invariant.accept(state);
            system.steps(state, (microstep, cpu, argument) -> {
                SystemState next = system.initial();
                next.copyFrom(state);
                system.apply(next, microstep, cpu, argument);
                Integer to = numbers.putIfAbsent(next, states.size());
                if (to == null) {
                    to = states.size();
                    states.add(next);
                    frontier.add(to);
                }
                edges.add(new Edge(from, to, microstep.origin()));
                return true;
            });
        }
    }

    int size() {
        return states.size();
    }

    /** Whether a quiescent state stays reachable from every state without new work. */
    boolean everyCallerIsReleased() {
        List<List<Integer>> predecessors = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            predecessors.add(new ArrayList<>());
        }
        for (Edge edge : edges) {
            if (edge.origin != Origin.CHOICE) {
                predecessors.get(edge.to).add(edge.from);
            }
        }
        BitSet releasable = new BitSet();
        Deque<Integer> work = new ArrayDeque<>();
        for (int i = 0; i < states.size(); i++) {
            if (system.quiescent(states.get(i))) {
                releasable.set(i);
                work.add(i);
            }
        }
        while (!work.isEmpty()) {
            for (int from : predecessors.get(work.remove())) {
                if (!releasable.get(from)) {
                    releasable.set(from);
                    work.add(from);
                }
            }
        }
        return releasable.cardinality() == states.size();
    }
}

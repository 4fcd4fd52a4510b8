package lostedge.engine.stall;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import lostedge.engine.timeline.Call;
import lostedge.engine.timeline.Timeline;

/** Who waits for whom at one moment: callers not seen past a call whose function has not started. */
final class WaitGraph {
    private final Map<Integer, TreeSet<Integer>> waitsFor = new HashMap<>();

    /** The waits of a timeline at this moment for calls of some kind. */
    static WaitGraph of(Timeline timeline, Predicate<Call> calls) {
        WaitGraph graph = new WaitGraph();
        for (int cpu = 0; cpu < timeline.cpuCount(); cpu++) {
            for (Call call : timeline.mailbox(cpu).waiting()) {
                if (call.kind() == Call.Kind.FUNCTION && call.wentOnNs() == Call.NEVER && calls.test(call)) {
                    graph.add(call.source(), call.target());
                }
            }
        }
        return graph;
    }

    void add(int waiter, int target) {
        waitsFor.computeIfAbsent(waiter, cpu -> new TreeSet<>()).add(target);
    }

    /** {@return the shortest cycle that begins with waiter and target, without its return; empty if there is none} */
    List<Integer> cycle(int waiter, int target) {
        Map<Integer, Integer> cameFrom = new HashMap<>();
        BitSet seen = new BitSet();
        Deque<Integer> frontier = new ArrayDeque<>(List.of(target));
        seen.set(target);
        while (!frontier.isEmpty()) {
            int cpu = frontier.remove();
            if (cpu == waiter) {
                List<Integer> path = new ArrayList<>();
                for (Integer at = cameFrom.get(cpu); at != null; at = cameFrom.get(at)) {
                    path.add(0, at);
                }
                path.add(0, waiter);
                return path;
            }
            for (int next : waitsFor.getOrDefault(cpu, new TreeSet<>())) {
                if (!seen.get(next)) {
                    seen.set(next);
                    cameFrom.put(next, cpu);
                    frontier.add(next);
                }
            }
        }
        return List.of();
    }
}

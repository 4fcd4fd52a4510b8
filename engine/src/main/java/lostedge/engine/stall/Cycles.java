package lostedge.engine.stall;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lostedge.engine.timeline.Call;
import lostedge.engine.timeline.Timeline;

/**
 * Cycles of callers that wait for each other, found whenever one of them comes to an end, and as the recording does.
 *
 * <p>Only callers with interrupts off hold each other up: one that spins with interrupts on takes the calls of others
 * meanwhile. A cycle of those is told beside the lost edge behind it, and is no cause by itself.
 */
final class Cycles {
    private final Timeline timeline;
    private final Map<Call, List<Integer>> deadlocks = new HashMap<>();

    Cycles(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Looks whether a call that starts now closed a cycle until now, and notes it for everyone in it. */
    void started(Call call) {
        if (mayHoldUp(call)) {
            List<Integer> cycle = WaitGraph.of(timeline, Cycles::mayHoldUp).cycle(call.source(), call.target());
            note(call, cycle);
        }
    }

    private void note(Call started, List<Integer> cycle) {
        for (int i = 0; i < cycle.size(); i++) {
            int waiter = cycle.get(i);
            int target = cycle.get((i + 1) % cycle.size());
            for (Call call : timeline.mailbox(target).waiting()) {
                if (call.source() == waiter && mayHoldUp(call)) {
                    deadlocks.put(call, cycle);
                }
            }
        }
        if (!cycle.isEmpty()) {
            deadlocks.put(started, cycle);
        }
    }

    /** Looks who waits for whom as the recording ends. */
    void end() {
        WaitGraph graph = WaitGraph.of(timeline, Cycles::mayHoldUp);
        for (int target = 0; target < timeline.cpuCount(); target++) {
            for (Call call : timeline.mailbox(target).waiting()) {
                List<Integer> cycle =
                        mayHoldUp(call) && waits(call) ? graph.cycle(call.source(), call.target()) : List.of();
                if (!cycle.isEmpty()) {
                    deadlocks.put(call, cycle);
                }
            }
        }
    }

    /** {@return the cycle of callers with interrupts off a call is in, from its waiter on; empty if there is none} */
    List<Integer> deadlock(Call call) {
        return deadlocks.getOrDefault(call, List.of());
    }

    /** {@return the cycle a call is in at this moment, whether or not its callers take interrupts} */
    List<Integer> cycle(Call call) {
        return waits(call) && call.startNs() == Call.NEVER
                ? WaitGraph.of(timeline, any -> true).cycle(call.source(), call.target())
                : List.of();
    }

    /** Forgets a call that has ended. */
    void forget(Call call) {
        deadlocks.remove(call);
    }

    private static boolean waits(Call call) {
        return call.kind() == Call.Kind.FUNCTION && call.wentOnNs() == Call.NEVER;
    }

    private static boolean mayHoldUp(Call call) {
        return waits(call) && call.interruptsOff();
    }
}

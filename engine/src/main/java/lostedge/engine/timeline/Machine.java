package lostedge.engine.timeline;

import java.util.Arrays;
import lostedge.engine.cpu.CpuTimeline;

/** The CPUs of a recorded machine: made when a recording first names them. */
final class Machine {
    private static final int LEAST_OUTSTANDING = 1024;

    private final long longStretchNs;
    private Node[] nodes = {};
    private int cpuCount;
    private long messages;

    Machine(long longStretchNs) {
        this.longStretchNs = longStretchNs;
    }

    /** {@return a CPU with its messages} */
    Node node(int number) {
        return number < cpuCount ? nodes[number] : named(number);
    }

    private Node named(int number) {
        int known = nodes.length;
        if (number >= known) {
            nodes = Arrays.copyOf(nodes, Math.max(number + 1, Math.min(Timeline.MAX_CPUS, known * 2)));
            for (int i = known; i < nodes.length; i++) {
                nodes[i] = new Node(i, longStretchNs);
            }
        }
        cpuCount = number + 1;
        return nodes[number];
    }

    /** {@return the CPUs named so far: numbers are 0 to this - 1} */
    int cpuCount() {
        return cpuCount;
    }

    /** {@return since when the events of all CPUs are known, ns; {@link Long#MAX_VALUE} if one was not seen yet} */
    long knownSinceNs() {
        long since = Long.MIN_VALUE;
        for (int cpu = 0; cpu < cpuCount; cpu++) {
            CpuTimeline of = nodes[cpu].cpu;
            since = Math.max(since, of.unseen() ? Long.MAX_VALUE : of.knownSinceNs());
        }
        return since;
    }

    /**
     * {@return how many messages may be outstanding at one CPU} More can be only where the recording does not show them
     * handled.
     */
    int mostOutstanding() {
        return LEAST_OUTSTANDING + 4 * cpuCount;
    }

    /** {@return the next message's number} */
    long nextMessage() {
        return messages++;
    }
}

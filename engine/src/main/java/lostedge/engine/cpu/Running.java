package lostedge.engine.cpu;

import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;

/** The softirq one CPU runs, and the function it runs for another CPU. */
final class Running {
    private final Stretches stretches;
    private int softirq = EventBatch.NONE;
    private long softirqNs = CpuTimeline.NEVER;
    private long functionNs = CpuTimeline.NEVER;
    private boolean inOwnCopy;

    Running(Stretches stretches) {
        this.stretches = stretches;
    }

    /** Enters or leaves a softirq. */
    void softirq(EventKind kind, int vector, long ns) {
        if (kind == EventKind.SOFTIRQ_ENTRY) {
            softirq = vector;
            softirqNs = ns;
        } else if (kind == EventKind.SOFTIRQ_EXIT) {
            if (softirq == vector && ns - softirqNs >= stretches.leastNs()) {
                add(Stretches.Kind.IN_SOFTIRQ, softirqNs, ns, Labels.NONE);
            }
            softirq = EventBatch.NONE;
        }
    }

    /** An event outside of softirqs and interrupts shows that it left every softirq. */
    void leftSoftirq() {
        softirq = EventBatch.NONE;
    }

    /** Starts a function, or its own copy of one it called on others. */
    void start(boolean ownCopy, long ns) {
        inOwnCopy = ownCopy;
        functionNs = ownCopy ? CpuTimeline.NEVER : ns;
    }

    /** Ends the function. */
    void end(int function, long ns) {
        inOwnCopy = false;
        if (functionNs != CpuTimeline.NEVER && ns - functionNs >= stretches.leastNs()) {
            add(Stretches.Kind.IN_FUNCTION, functionNs, ns, function);
        }
        functionNs = CpuTimeline.NEVER;
    }

    private void add(Stretches.Kind kind, long beginNs, long endNs, int name) {
        stretches.add(kind, beginNs, endNs, null, EventBatch.NONE, name);
    }

    boolean inSoftirq() {
        return softirq != EventBatch.NONE;
    }

    /** {@return since when it runs a function another CPU called, ns, or {@link CpuTimeline#NEVER}} */
    long functionNs() {
        return functionNs;
    }

    boolean inOwnCopy() {
        return inOwnCopy;
    }

    void forget() {
        softirq = EventBatch.NONE;
        inOwnCopy = false;
        functionNs = CpuTimeline.NEVER;
    }
}

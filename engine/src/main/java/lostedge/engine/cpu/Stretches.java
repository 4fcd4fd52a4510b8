package lostedge.engine.cpu;

import lostedge.engine.event.InterruptKind;
import org.jspecify.annotations.Nullable;

/** The last long stretches one CPU spent in one state, in a ring; newer ones overwrite the oldest. */
public final class Stretches {
    /** How many are kept. */
    public static final int CAPACITY = 256;

    /** What a CPU did all along a stretch. */
    public enum Kind {
        /** In one interrupt handler. */
        IN_HANDLER,
        /** In one function another CPU called. */
        IN_FUNCTION,
        /** In one softirq. */
        IN_SOFTIRQ,
        /** With interrupts off outside of handlers, as its own events show all along. */
        MASKED,
        /** In the idle task, without an event. */
        IDLE,
        /** Without an event, though it ran a task. */
        SILENT,
        /** Without an event, though it ran a task and had switched interrupts on. */
        NOT_RUNNING,
        /** Events were lost just before this moment. */
        GAP
    }

    private final long leastNs;
    private Kind[] kind = {};
    private long[] beginNs = {};
    private long[] endNs = {};
    private @Nullable InterruptKind[] handler = {};
    private int[] code = {};
    private int[] name = {};
    private long count;

    Stretches(long leastNs) {
        this.leastNs = leastNs;
    }

    void add(Kind kind, long beginNs, long endNs, @Nullable InterruptKind handler, int code, int name) {
        if (this.kind.length == 0) {
            allocate();
        }
        int slot = slot(count++);
        this.kind[slot] = kind;
        this.beginNs[slot] = beginNs;
        this.endNs[slot] = endNs;
        this.handler[slot] = handler;
        this.code[slot] = code;
        this.name[slot] = name;
    }

    private void allocate() {
        kind = new Kind[CAPACITY];
        beginNs = new long[CAPACITY];
        endNs = new long[CAPACITY];
        handler = new InterruptKind[CAPACITY];
        code = new int[CAPACITY];
        name = new int[CAPACITY];
    }

    private static int slot(long index) {
        return (int) (index & (CAPACITY - 1));
    }

    /** {@return the shortest length that counts as long, ns} */
    public long leastNs() {
        return leastNs;
    }

    /** {@return the index after the newest; indices count from 0 and never come back} */
    public long end() {
        return count;
    }

    /** {@return the index of the oldest one kept} */
    public long begin() {
        return Math.max(0, count - CAPACITY);
    }

    /** {@return what the CPU did} */
    public Kind kind(long index) {
        return kind[slot(index)];
    }

    /** {@return its first event, ns} */
    public long beginNs(long index) {
        return beginNs[slot(index)];
    }

    /** {@return its last event, ns} */
    public long endNs(long index) {
        return endNs[slot(index)];
    }

    /** {@return the kind of handler, or null outside handlers} */
    public @Nullable InterruptKind handler(long index) {
        return handler[slot(index)];
    }

    /** {@return the handler's irq number or vector, or -1 outside handlers} */
    public int code(long index) {
        return code[slot(index)];
    }

    /** {@return label id of the handler's name, or -1} */
    public int name(long index) {
        return name[slot(index)];
    }
}

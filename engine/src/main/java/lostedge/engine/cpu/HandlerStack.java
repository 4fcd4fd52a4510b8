package lostedge.engine.cpu;

import lostedge.engine.event.InterruptKind;
import org.jspecify.annotations.Nullable;

/** The interrupt handlers one CPU has entered and not left, innermost last, and the one it left last. */
final class HandlerStack {
    private static final int MAX_DEPTH = 8;
    private static final InterruptKind[] KINDS = InterruptKind.values();
    private static final byte OTHER = (byte) InterruptKind.OTHER.ordinal();
    private static final byte NONE = -1;

    private final Stretches stretches;
    private final byte[] kind = new byte[MAX_DEPTH];
    private final int[] code = new int[MAX_DEPTH];
    private final int[] name = new int[MAX_DEPTH];
    private final long[] sinceNs = new long[MAX_DEPTH];
    private int depth;
    private byte leftKind = NONE;
    private long leftNs = CpuTimeline.NEVER;

    HandlerStack(Stretches stretches) {
        this.stretches = stretches;
    }

    /** Enters a handler; one deeper than interrupts nest shows that exits are missing, and starts anew. */
    void enter(@Nullable InterruptKind handler, int irq, int label, long ns) {
        if (depth == MAX_DEPTH) {
            depth = 0;
        }
        kind[depth] = handler == null ? OTHER : (byte) handler.ordinal();
        code[depth] = irq;
        name[depth] = label;
        sinceNs[depth] = ns;
        depth++;
    }

    /** Leaves the innermost handler with this irq, and with it all inside it. */
    void leave(@Nullable InterruptKind handler, int irq, long ns) {
        int open = depth - 1;
        while (open >= 0 && code[open] != irq) {
            open--;
        }
        leftKind = handler == null ? NONE : (byte) handler.ordinal();
        leftNs = ns;
        if (open < 0) {
            return;
        }
        leftKind = kind[open];
        if (ns - sinceNs[open] >= stretches.leastNs()) {
            stretches.add(Stretches.Kind.IN_HANDLER, sinceNs[open], ns, KINDS[kind[open]], code[open], name[open]);
        }
        depth = open;
    }

    /** Leaves all handlers, of which no event shows when. */
    void leaveAll() {
        depth = 0;
    }

    /** {@return whether a handler with this irq is open} */
    boolean holds(int irq) {
        for (int i = depth - 1; i >= 0; i--) {
            if (code[i] == irq) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return depth == 0;
    }

    /** {@return the innermost handler's kind, or null} */
    @Nullable
    InterruptKind kind() {
        return depth > 0 ? KINDS[kind[depth - 1]] : null;
    }

    /** {@return when the innermost handler was entered, ns, or {@link CpuTimeline#NEVER}} */
    long sinceNs() {
        return depth > 0 ? sinceNs[depth - 1] : CpuTimeline.NEVER;
    }

    /** {@return kind of the handler left last, or null} */
    @Nullable
    InterruptKind leftKind() {
        return leftKind < 0 ? null : KINDS[leftKind];
    }

    /** {@return when a handler was left last, ns, or {@link CpuTimeline#NEVER}} */
    long leftNs() {
        return leftNs;
    }

    void forget() {
        depth = 0;
        leftKind = NONE;
        leftNs = CpuTimeline.NEVER;
    }
}

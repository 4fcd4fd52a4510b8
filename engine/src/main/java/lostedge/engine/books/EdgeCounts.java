package lostedge.engine.books;

import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;

/** How a replay settled the edges of a recording one by one, by whether their target was seen in a handler. */
public final class EdgeCounts implements FindingSink {
    private final LossHistory history = new LossHistory();
    private final long[] intoHandlers = new long[Ipi.Edge.values().length];
    private final long[] calls = new long[Ipi.Edge.values().length];
    private final long[] others = new long[Ipi.Edge.values().length];

    /** {@return whether an edge was sent while its target was seen in the handler of another interrupt} */
    public static boolean intoHandler(Ipi ipi) {
        return ipi.maskedBy() != null && ipi.maskedBy() != InterruptKind.IPI;
    }

    /** {@return whether an edge was sent for a call, whose start the trace shows} */
    public static boolean call(Ipi ipi) {
        return ipi.message() != IpiMessage.RESCHEDULE;
    }

    @Override
    public void ipi(Ipi ipi) {
        if (intoHandler(ipi)) {
            history.add(ipi);
        }
        long[] counts = intoHandler(ipi) ? intoHandlers : call(ipi) ? calls : others;
        counts[ipi.edge().ordinal()]++;
    }

    /** {@return edges that were sent into handlers and settled so} */
    public long intoHandlers(Ipi.Edge edge) {
        return intoHandlers[edge.ordinal()];
    }

    /**
     * {@return the share lost of the edges that were sent into handlers at about a time, by those settled, or NaN if
     * none was}
     */
    public double shareInto(long ns) {
        return history.share(ns);
    }

    /** {@return how many of the edges sent into handlers of which nothing is proven were lost, by that share} */
    public double expectedOpenLost() {
        return history.expectedOpenLost();
    }

    /**
     * {@return how many of the edges sent into handlers are proven lost or answered, or 0 where the recording could
     * show no answer}
     */
    public long knownIntoHandlers() {
        long answered = all(Ipi.Edge.LATCHED) + all(Ipi.Edge.DELIVERED);
        return answered == 0
                ? 0
                : intoHandlers(Ipi.Edge.LOST) + intoHandlers(Ipi.Edge.LATCHED) + intoHandlers(Ipi.Edge.DELIVERED);
    }

    /** {@return edges that were sent for calls, not into handlers, and settled so} */
    public long calls(Ipi.Edge edge) {
        return calls[edge.ordinal()];
    }

    /** {@return edges that were sent for RESCHEDULE, not into handlers, and settled so} */
    public long reschedules(Ipi.Edge edge) {
        return others[edge.ordinal()];
    }

    /** {@return edges that were settled so} */
    public long all(Ipi.Edge edge) {
        return intoHandlers(edge) + calls(edge) + reschedules(edge);
    }
}

package lostedge.engine.hypothesis;

import lostedge.engine.event.InterruptKind;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;

/**
 * What became, one by one, of the edges that were sent while their target was seen in the handler of another interrupt.
 */
public final class MaskedEdges implements FindingSink {
    private long lost;
    private long latched;
    private long lostElsewhere;

    @Override
    public void ipi(Ipi ipi) {
        boolean masked = ipi.maskedBy() != null && ipi.maskedBy() != InterruptKind.IPI;
        switch (ipi.edge()) {
            case LOST -> {
                lost += masked ? 1 : 0;
                lostElsewhere += masked ? 0 : 1;
            }
            case LATCHED -> latched += masked ? 1 : 0;
            default -> {}
        }
    }

    /** {@return of the edges sent into handlers and settled, those that were lost} */
    Proportion lost() {
        return new Proportion(lost, lost + latched);
    }

    /** {@return of all edges that were lost, or taken as their target left a handler, those that were lost} */
    Proportion proofs() {
        return new Proportion(lost + lostElsewhere, lost + lostElsewhere + latched);
    }
}

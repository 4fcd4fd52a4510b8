package lostedge.engine.assess;

import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.finding.Rescue;
import lostedge.engine.finding.Stall;

/** Hands findings on, every message with the probability that its edge was lost. */
final class RatedEdges implements FindingSink {
    private final LossProbability probability;
    private final FindingSink sink;

    RatedEdges(LossProbability probability, FindingSink sink) {
        this.probability = probability;
        this.sink = sink;
    }

    @Override
    public void ipi(Ipi ipi) {
        sink.ipi(new Ipi(
                ipi.id(),
                ipi.sendNs(),
                ipi.sourceCpu(),
                ipi.targetCpu(),
                ipi.message(),
                ipi.function(),
                ipi.fate(),
                ipi.edge(),
                probability.of(ipi),
                ipi.maskedBy(),
                ipi.handledNs(),
                ipi.handledBy(),
                ipi.stallId(),
                ipi.position()));
    }

    @Override
    public void stall(Stall stall) {
        sink.stall(stall);
    }

    @Override
    public void rescue(Rescue rescue) {
        sink.rescue(rescue);
    }

    @Override
    public void window(MaskedWindow window) {
        sink.window(window);
    }
}

package lostedge.analysis.run;

import java.util.List;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.finding.Rescue;
import lostedge.engine.finding.Stall;

/** Several receivers as one; each gets every finding. */
record FindingSinks(List<FindingSink> sinks) implements FindingSink {
    @Override
    public void ipi(Ipi ipi) {
        sinks.forEach(sink -> sink.ipi(ipi));
    }

    @Override
    public void stall(Stall stall) {
        sinks.forEach(sink -> sink.stall(stall));
    }

    @Override
    public void rescue(Rescue rescue) {
        sinks.forEach(sink -> sink.rescue(rescue));
    }

    @Override
    public void window(MaskedWindow window) {
        sinks.forEach(sink -> sink.window(window));
    }
}

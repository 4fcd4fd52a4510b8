package lostedge.engine.assess;

import java.util.List;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.finding.Rescue;
import lostedge.engine.finding.Stall;

/**
 * Several receivers as one.
 *
 * @param sinks each gets every finding, in this order
 */
public record FindingSinks(List<FindingSink> sinks) implements FindingSink {
    @Override
    public void ipi(Ipi ipi) {
        for (FindingSink sink : sinks) {
            sink.ipi(ipi);
        }
    }

    @Override
    public void stall(Stall stall) {
        for (FindingSink sink : sinks) {
            sink.stall(stall);
        }
    }

    @Override
    public void rescue(Rescue rescue) {
        for (FindingSink sink : sinks) {
            sink.rescue(rescue);
        }
    }

    @Override
    public void window(MaskedWindow window) {
        for (FindingSink sink : sinks) {
            sink.window(window);
        }
    }
}

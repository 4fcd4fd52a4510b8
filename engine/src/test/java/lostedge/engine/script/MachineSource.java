package lostedge.engine.script;

import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;

/** The recording of a {@link PollingMachine} as a source of batches. */
public final class MachineSource implements EventSource {
    private final EventBatch events;
    private final Labels labels = new Labels();
    private final Capabilities capabilities = new Capabilities();
    private int next;

    /** A source at the machine's first event. */
    public MachineSource(PollingMachine machine) {
        events = machine.events(labels);
    }

    @Override
    public boolean read(EventBatch batch) {
        batch.clear();
        while (next < events.size() && !batch.isFull()) {
            capabilities.see(events.kindAt(next));
            batch.appendFrom(events, next);
            next++;
        }
        return batch.size() > 0;
    }

    @Override
    public Clock clock() {
        return PollingMachine.clock();
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public LossLedger losses() {
        return new LossLedger();
    }

    @Override
    public Positions positions() {
        return Positions.EVENTS;
    }

    @Override
    public void close() {}
}

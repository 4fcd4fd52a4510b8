package lostedge.engine.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    /** Changes an event, or leaves it out. */
    @FunctionalInterface
    public interface Change {
        /** {@return whether the event stays; may change its columns} */
        boolean keep(EventBatch batch, int row);
    }

    /** A source at the machine's first event. */
    public MachineSource(PollingMachine machine) {
        events = machine.events(labels);
    }

    private MachineSource(PollingMachine machine, Change change) {
        EventBatch all = machine.events(labels);
        List<Integer> kept = new ArrayList<>();
        for (int row = 0; row < all.size(); row++) {
            if (change.keep(all, row)) {
                kept.add(row);
            }
        }
        kept.sort(Comparator.comparingLong(row -> all.timestampNs[row]));
        events = new EventBatch(kept.size() + 1);
        kept.forEach(row -> events.appendFrom(all, row));
    }

    /** {@return a source of the machine's events as they are after a change, in order of their times} */
    public static MachineSource changed(PollingMachine machine, Change change) {
        return new MachineSource(machine, change);
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

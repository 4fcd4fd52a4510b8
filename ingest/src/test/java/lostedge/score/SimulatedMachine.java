package lostedge.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Stall;
import lostedge.engine.recorder.GroundTruth;
import lostedge.engine.recorder.InterruptRows;
import lostedge.engine.recorder.KernelTrace;
import lostedge.engine.recorder.Listeners;
import lostedge.engine.simulate.Simulator;
import lostedge.engine.workload.Scenario;

/** A run of a simulated machine: its trace and counter readings, as a recording has them, and its truth. */
final class SimulatedMachine implements FindingSink {
    static final Clock MONO = new Clock(Clock.Domain.MONOTONIC, 1000, true, true);

    private static final long STALL_NS = 10_000_000;

    private final boolean hardwareEvents;
    private final Labels labels = new Labels();
    private final List<EventBatch> batches = new ArrayList<>();
    /** The true messages by {@link #key}. */
    final Map<String, Ipi> messages = new HashMap<>();
    /** The true messages by id. */
    final Map<Long, Ipi> byId = new HashMap<>();
    /** The true waits. */
    final List<Stall> stalls = new ArrayList<>();

    final CounterSeries counters;

    /** A run of this length; counters are read each second and at the end. */
    SimulatedMachine(Scenario scenario, long seed, long durationNs, boolean hardwareEvents) {
        this.hardwareEvents = hardwareEvents;
        int cpus = scenario.configuration().cpus();
        KernelTrace trace = new KernelTrace(cpus, labels, this::keep, hardwareEvents);
        GroundTruth truth = new GroundTruth(cpus, STALL_NS, this);
        InterruptRows rows = new InterruptRows(scenario);
        Simulator simulator = new Simulator(scenario, seed, new Listeners(List.of(truth, trace, rows)));
        List<CounterSnapshot> readings = new ArrayList<>();
        for (long at = 0; at < durationNs; at += 1_000_000_000) {
            simulator.runUntil(at);
            readings.add(rows.snapshot(at, at == 0 ? "start" : ""));
        }
        simulator.runUntil(durationNs);
        readings.add(rows.snapshot(durationNs, "end"));
        trace.finish();
        truth.finish(simulator);
        counters = new CounterSeries("simulated", MONO, readings, new LossLedger());
    }

    private void keep(EventBatch batch) {
        EventBatch copy = new EventBatch(batch.size() + 1);
        for (int row = 0; row < batch.size(); row++) {
            copy.appendFrom(batch, row);
        }
        batches.add(copy);
    }

    /** {@return what tells a message from all others: who sent what to whom, and when} */
    static String key(Ipi ipi) {
        return ipi.message() + " from " + ipi.sourceCpu() + " to " + ipi.targetCpu() + " at " + ipi.sendNs();
    }

    @Override
    public void ipi(Ipi ipi) {
        messages.put(key(ipi), ipi);
        byId.put(ipi.id(), ipi);
    }

    @Override
    public void stall(Stall stall) {
        stalls.add(stall);
    }

    /** {@return the trace, from its beginning} */
    EventSource open() {
        Capabilities capabilities = new Capabilities();
        capabilities.declare(KernelTrace.kinds(hardwareEvents));
        return new Kept(capabilities);
    }

    private final class Kept implements EventSource {
        private final Capabilities capabilities;
        private int next;

        Kept(Capabilities capabilities) {
            this.capabilities = capabilities;
        }

        @Override
        public boolean read(EventBatch batch) {
            batch.clear();
            if (next == batches.size()) {
                return false;
            }
            EventBatch kept = batches.get(next++);
            for (int row = 0; row < kept.size(); row++) {
                batch.appendFrom(kept, row);
            }
            return batch.size() > 0;
        }

        @Override
        public Clock clock() {
            return MONO;
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
        public void close() throws IOException {}
    }
}

package lostedge.analysis.validation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lostedge.engine.belief.Assumptions;
import lostedge.engine.conformance.Conformance;
import lostedge.engine.conformance.survey.Survey;
import lostedge.engine.conformance.verdict.Conformity;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.Labels;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Rescue;
import lostedge.engine.finding.Stall;
import lostedge.engine.recorder.GroundTruth;
import lostedge.engine.recorder.KernelTrace;
import lostedge.engine.recorder.Listeners;
import lostedge.engine.simulate.Simulator;
import lostedge.engine.workload.Scenario;
import lostedge.ingest.scenario.ScenarioReader;

/** What a simulated machine's kernel traced, and the truth of every message. */
final class SimulatedRecording {
    private static final Clock CLOCK = Clock.of(Clock.Domain.MONOTONIC, 1);
    private static final long STALL_NS = 10_000_000;

    private final Scenario scenario;
    private final Labels labels = new Labels();
    private final List<Ipi> ipis = new ArrayList<>();
    private EventBatch events = new EventBatch(1 << 12);

    /** Runs a scenario of {@code data/scenarios}. */
    SimulatedRecording(String name, long ns) throws IOException {
        scenario = ScenarioReader.read(Path.of("../data/scenarios", name + ".json"));
        int cpus = scenario.configuration().cpus();
        GroundTruth truth = new GroundTruth(cpus, STALL_NS, new Messages());
        KernelTrace trace = new KernelTrace(cpus, labels, this::keep, false);
        Simulator simulator = new Simulator(scenario, 11, new Listeners(List.of(truth, trace)));
        simulator.runUntil(ns);
        truth.finish(simulator);
        trace.finish();
    }

    private final class Messages implements FindingSink {
        @Override
        public void ipi(Ipi ipi) {
            ipis.add(ipi);
        }

        @Override
        public void stall(Stall stall) {}

        @Override
        public void rescue(Rescue rescue) {}
    }

    private void keep(EventBatch batch) {
        if (events.size() + batch.size() > events.capacity()) {
            EventBatch longer = new EventBatch(2 * (events.capacity() + batch.size()));
            longer.appendFrom(events, 0, events.size());
            events = longer;
        }
        events.appendFrom(batch, 0, batch.size());
    }

    Scenario scenario() {
        return scenario;
    }

    EventBatch events() {
        return events;
    }

    /** {@return every message and what became of it} */
    List<Ipi> ipis() {
        return ipis;
    }

    /** {@return what its own hardware and kernel are} */
    Assumptions own() {
        Assumptions own = new Assumptions(
                scenario.configuration().hardware(), scenario.configuration().kernel());
        return scenario.lossProbability() < 1 ? own.withPartly(true) : own;
    }

    /** {@return the verdict on events with these names} */
    Conformity judge(EventBatch changed, Assumptions assumptions) {
        Survey survey = new Survey();
        survey.write(changed);
        Conformance conformance = new Conformance(assumptions, survey, CLOCK, labels);
        conformance.write(changed);
        return conformance.finish();
    }
}

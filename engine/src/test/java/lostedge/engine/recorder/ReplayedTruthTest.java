package lostedge.engine.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Ipi.Edge;
import lostedge.engine.finding.Ipi.Fate;
import lostedge.engine.replay.Replay;
import lostedge.engine.replay.ReplayOptions;
import lostedge.engine.simulate.Machines;
import lostedge.engine.simulate.Simulator;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulated recording with hardware events, replayed, against the truth of the same simulation. */
class ReplayedTruthTest {
    private static final long SECOND = 1_000_000_000L;

    private final Map<String, Ipi> truth = new HashMap<>();
    private final Map<String, Ipi> found = new HashMap<>();

    /** Every edge has a sender, a target, a message and a time of its own. */
    private static FindingSink edgesInto(Map<String, Ipi> edges) {
        return new FindingSink() {
            @Override
            public void ipi(Ipi ipi) {
                if (ipi.edge() != Edge.NONE) {
                    String key =
                            ipi.sourceCpu() + " to " + ipi.targetCpu() + " at " + ipi.sendNs() + " " + ipi.message();
                    if (edges.put(key, ipi) != null) {
                        throw new AssertionError("told twice: " + key);
                    }
                }
            }
        };
    }

    private void run(Hardware hardware, KernelVariant kernel) {
        truth.clear();
        found.clear();
        Labels labels = new Labels();
        Capabilities capabilities = new Capabilities();
        capabilities.declare(KernelTrace.kinds(true));
        Replay replay = new Replay(
                labels,
                capabilities,
                new Clock(Clock.Domain.MONOTONIC, 1, true, true),
                ReplayOptions.DEFAULT,
                edgesInto(found));
        KernelTrace trace = new KernelTrace(4, labels, replay, true);
        GroundTruth told = new GroundTruth(4, 10_000_000, edgesInto(truth));
        Simulator simulator = new Simulator(Machines.busy(4, hardware, kernel), 5, new Listeners(List.of(told, trace)));
        simulator.runUntil(SECOND / 2);
        trace.finish();
        told.finish(simulator);
        replay.finish(new LossLedger());
    }

    @ParameterizedTest
    @EnumSource(Hardware.class)
    void everyEdgeIsToldAsItWas(Hardware hardware) {
        for (KernelVariant kernel :
                List.of(KernelVariant.STOCK, KernelVariant.PATCH_2, KernelVariant.PATCHES_1_AND_2)) {
            run(hardware, kernel);
            List<String> wrong = new ArrayList<>();
            truth.forEach((key, ipi) -> {
                Ipi told = found.get(key);
                if (told == null || told.edge() != ipi.edge()) {
                    wrong.add(key + " was " + ipi.edge() + ", told " + (told == null ? "nothing" : told.edge()));
                }
            });
            assertThat(wrong).as("%s, %s", hardware, kernel).isEmpty();
            assertThat(truth).isNotEmpty();
            assertThat(found)
                    .allSatisfy((key, ipi) -> assertThat(truth.containsKey(key) || ipi.edge() == Edge.UNDETERMINED)
                            .isTrue());
        }
    }

    @ParameterizedTest
    @EnumSource(Hardware.class)
    void everyRescueOfACallIsToldAsItWas(Hardware hardware) {
        run(hardware, KernelVariant.PATCHES_1_AND_2);
        long rescues = 0;
        for (Map.Entry<String, Ipi> edge : truth.entrySet()) {
            Ipi told = found.get(edge.getKey());
            if (told != null && told.fate() == Fate.RESCUED) {
                assertThat(edge.getValue().fate()).as(edge.getKey()).isEqualTo(Fate.RESCUED);
                rescues++;
            }
        }
        assertThat(rescues).isPositive();
    }
}

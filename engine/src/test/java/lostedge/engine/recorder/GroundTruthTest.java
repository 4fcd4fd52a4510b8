package lostedge.engine.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Ipi.Edge;
import lostedge.engine.finding.Ipi.Fate;
import lostedge.engine.finding.Ipi.HandledBy;
import lostedge.engine.finding.Rescue;
import lostedge.engine.finding.Stall;
import lostedge.engine.finding.Stall.Cause;
import lostedge.engine.simulate.Machines;
import lostedge.engine.simulate.Simulator;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.workload.Scenario;
import org.junit.jupiter.api.Test;

class GroundTruthTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<Ipi> ipis = new ArrayList<>();
    private final List<Stall> stalls = new ArrayList<>();
    private final List<Rescue> rescues = new ArrayList<>();
    private final long[] events = new long[EventKind.values().length];

    private InterruptRows run(Scenario scenario, long ns) {
        int cpus = scenario.configuration().cpus();
        FindingSink sink = new FindingSink() {
            @Override
            public void ipi(Ipi ipi) {
                ipis.add(ipi);
            }

            @Override
            public void stall(Stall stall) {
                stalls.add(stall);
            }

            @Override
            public void rescue(Rescue rescue) {
                rescues.add(rescue);
            }
        };
        GroundTruth truth = new GroundTruth(cpus, 10_000_000, sink);
        InterruptRows rows = new InterruptRows(scenario);
        KernelTrace trace = new KernelTrace(
                cpus,
                new Labels(),
                batch -> {
                    for (int row = 0; row < batch.size(); row++) {
                        events[batch.kind[row]]++;
                    }
                },
                true);
        Simulator simulator = new Simulator(scenario, 1, new Listeners(List.of(truth, rows, trace)));
        simulator.runUntil(ns);
        truth.finish(simulator);
        trace.finish();
        return rows;
    }

    @Test
    void everyMessageIsToldOnceAndTheBooksBalance() {
        InterruptRows rows = run(Machines.busy(4, Hardware.LOST_IN_ENTINT, KernelVariant.PATCHES_1_AND_2), 5 * SECOND);
        assertThat(ipis.stream().mapToLong(Ipi::id).distinct().count()).isEqualTo(ipis.size());
        long sent = ipis.stream().filter(ipi -> ipi.edge() != Edge.NONE).count();
        assertThat(events[EventKind.WRIPIR.ordinal()]).isEqualTo(sent);
        long lost = ipis.stream().filter(ipi -> ipi.edge() == Edge.LOST).count();
        assertThat(events[EventKind.EDGE_LOST.ordinal()]).isEqualTo(lost).isPositive();
        long polled =
                rescues.stream().filter(rescue -> rescue.by() == HandledBy.POLL).count();
        long counted = rows.rescued(IpiMessage.RESCHEDULE) + rows.rescued(IpiMessage.CALL_FUNC);
        assertThat(counted).isBetween((long) (0.9 * polled), polled);
        assertThat(stalls).isEmpty();
        assertThat(ipis.stream().filter(ipi -> ipi.fate() == Fate.STUCK).count())
                .isLessThan(20);
    }

    @Test
    void latchedEdgesAreNeverLostAndStillRescued() {
        run(Machines.busy(4, Hardware.LATCHED, KernelVariant.PATCH_2), SECOND);
        assertThat(ipis).noneMatch(ipi -> ipi.edge() == Edge.LOST);
        assertThat(rescues).anyMatch(rescue -> rescue.edge() == Edge.LATCHED && rescue.by() == HandledBy.POLL);
    }

    @Test
    void stockKernelStallsBehindLostEdges() {
        run(Machines.busy(4, Hardware.LOST_IN_ENTINT, KernelVariant.STOCK), 3 * SECOND);
        assertThat(stalls).isNotEmpty();
        List<Long> roots = stalls.stream()
                .filter(stall -> stall.cause() == Cause.LOST_EDGE)
                .map(Stall::rootIpiId)
                .toList();
        assertThat(roots)
                .isNotEmpty()
                .allMatch(root -> ipis.stream().anyMatch(ipi -> ipi.id() == root && ipi.edge() == Edge.LOST));
        assertThat(stalls).allMatch(stall -> stall.durationNs() >= 10_000_000);
    }

    @Test
    void onlyCallersThatWaitSpin() {
        run(Machines.busy(4, Hardware.LOST_IN_ENTINT, KernelVariant.STOCK.withResend(true)), 3 * SECOND);
        assertThat(functions(Stall.Sender.WENT_ON))
                .contains("sched_ttwu_pending")
                .doesNotContain("ipi_mb");
        assertThat(functions(Stall.Sender.SPUN)).contains("ipi_mb").doesNotContain("sched_ttwu_pending", "ipi_later");
    }

    private Set<String> functions(Stall.Sender sender) {
        return stalls.stream()
                .filter(stall -> stall.sender() == sender)
                .map(Stall::function)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void resentIpisEndTheStalls() {
        KernelVariant kernel = KernelVariant.STOCK.withResend(true);
        run(Machines.busy(4, Hardware.LOST_IN_ENTINT, kernel), 3 * SECOND);
        assertThat(stalls).isNotEmpty().filteredOn(Stall::ended).isNotEmpty();
        assertThat(ipis).anyMatch(ipi -> ipi.fate() == Fate.RESENT);
    }
}

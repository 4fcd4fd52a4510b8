package lostedge.engine.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lostedge.engine.model.Invariants;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.Receive;
import lostedge.engine.state.Send;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.RtcBracket;
import lostedge.engine.workload.CallKind;
import lostedge.engine.workload.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorTest {
    private static final long SECOND = 1_000_000_000L;

    private static long trajectory(long seed) {
        long[] hash = new long[1];
        StepListener hashing = new StepListener() {
            @Override
            public void after(Trajectory in, int cpu, Microstep microstep, long argument) {
                long[] step = {in.nowNs(), cpu, microstep.ordinal(), argument};
                hash[0] = 31 * hash[0] + Arrays.hashCode(step);
            }
        };
        Scenario scenario = Machines.busy(4, Hardware.LOST_IN_ENTINT, KernelVariant.PATCHES_1_AND_2);
        new Simulator(scenario, seed, hashing).runUntil(SECOND / 2);
        return hash[0];
    }

    @Test
    void sameSeedGivesTheSameTrajectory() {
        assertThat(trajectory(7)).isEqualTo(trajectory(7)).isNotEqualTo(trajectory(8));
    }

    @ParameterizedTest
    @EnumSource(Hardware.class)
    void everyStepIsEnabledAndKeepsTheInvariants(Hardware hardware) {
        KernelVariant inner =
                KernelVariant.PATCH_2.withBracket(RtcBracket.INNER).withResend(true);
        for (KernelVariant kernel : new KernelVariant[] {KernelVariant.STOCK, KernelVariant.PATCHES_1_AND_2, inner}) {
            check(Machines.busy(4, hardware, kernel));
            check(Machines.everything(4, hardware, kernel, 2));
        }
    }

    private static void check(Scenario scenario) {
        IpiSystem system = new IpiSystem(scenario.configuration());
        StepListener checking = new StepListener() {
            @Override
            public void before(Trajectory in, int cpu, Microstep microstep, long argument) {
                boolean stopped = !system.steps(in.state(), (m, c, a) -> m != microstep || c != cpu || a != argument);
                assertThat(stopped)
                        .as("%s on CPU %d is enabled", microstep, cpu)
                        .isTrue();
            }

            @Override
            public void after(Trajectory in, int cpu, Microstep microstep, long argument) {
                Invariants.check(in.state());
            }
        };
        Simulator simulator = new Simulator(scenario, 3, checking);
        simulator.runUntil(SECOND / 10);
        assertThat(simulator.steps()).isGreaterThan(1_000);
    }

    @Test
    void stoppedCpusHaltForGoodAndWaitForNothing() {
        Scenario scenario = Machines.everything(4, Hardware.LATCHED, KernelVariant.PATCHES_1_AND_2, 20);
        boolean[] halted = new boolean[4];
        StepListener watching = new StepListener() {
            @Override
            public void before(Trajectory in, int cpu, Microstep microstep, long argument) {
                assertThat(halted[cpu]).as("CPU %d is halted", cpu).isFalse();
                halted[cpu] = microstep == Microstep.HALT;
            }

            @Override
            public void overdue(Trajectory in, int cpu, int target, CallKind kind, long waitedNs) {
                assertThat(halted[cpu]).isFalse();
                assertThat(halted[target]).isTrue();
            }
        };
        Simulator simulator = new Simulator(scenario, 5, watching);
        simulator.runUntil(2 * SECOND);
        assertThat(halted).contains(true);
        for (int cpu = 0; cpu < 4; cpu++) {
            assertThat(simulator.state().receive(cpu) == Receive.HALTED).isEqualTo(halted[cpu]);
        }
    }

    @Test
    void wakeUpsLeaveTheCallsQueuedBeforeThemAlone() {
        Scenario scenario = Machines.everything(4, Hardware.LOST_IN_ENTINT, KernelVariant.PATCH_2, 0);
        Map<List<Integer>, Long> queued = new HashMap<>();
        int[] wakeUps = new int[1];
        StepListener watching = new StepListener() {
            private boolean call;

            @Override
            public void before(Trajectory in, int cpu, Microstep microstep, long argument) {
                call = in.state().send(cpu, in.state().context(cpu)) == Send.CALL;
            }

            @Override
            public void after(Trajectory in, int cpu, Microstep microstep, long argument) {
                Activity activity = in.activity();
                if (microstep == Microstep.CSD_UNLOCK) {
                    assertThat(activity.queueOrder((int) argument, cpu))
                            .isEqualTo(queued.remove(List.of((int) argument, cpu)));
                } else if (microstep == Microstep.ENQUEUE) {
                    boolean softirq = in.state().context(cpu) == SystemState.SOFTIRQ;
                    int source = softirq ? cpu + SystemState.SOFTIRQ_CSD : cpu;
                    List<Integer> csd = List.of(source, (int) argument);
                    if (call) {
                        queued.put(csd, activity.queueOrder(source, (int) argument));
                    } else if (queued.containsKey(csd)) {
                        wakeUps[0]++;
                    }
                }
            }
        };
        new Simulator(scenario, 5, watching).runUntil(8 * SECOND);
        assertThat(wakeUps[0]).isGreaterThan(10);
    }

    @Test
    void softirqsCallWithCsdsOfTheirOwn() {
        Scenario scenario = Machines.everything(4, Hardware.LOST_IN_ENTINT, KernelVariant.PATCH_2, 0);
        int[] ran = new int[1];
        StepListener counting = new StepListener() {
            @Override
            public void after(Trajectory in, int cpu, Microstep microstep, long argument) {
                if (microstep == Microstep.CSD_UNLOCK && argument >= SystemState.SOFTIRQ_CSD) {
                    assertThat(in.activity().csdKind((int) argument, cpu).function())
                            .isEqualTo("trigger_rx_softirq");
                    ran[0]++;
                }
            }
        };
        new Simulator(scenario, 5, counting).runUntil(SECOND / 2);
        assertThat(ran[0]).isGreaterThan(50);
    }

    @Test
    void lostEdgesHangAStockKernelAndThePollHelps() {
        assertThat(longestWait(Hardware.LOST_IN_ENTINT, KernelVariant.STOCK)).isGreaterThan(SECOND);
        assertThat(longestWait(Hardware.LOST_IN_ENTINT, KernelVariant.PATCHES_1_AND_2))
                .isLessThan(SECOND / 100);
        assertThat(longestWait(Hardware.LATCHED, KernelVariant.STOCK)).isLessThan(SECOND / 100);
    }

    private static long longestWait(Hardware hardware, KernelVariant kernel) {
        Simulator simulator = new Simulator(Machines.busy(4, hardware, kernel), 1, new StepListener() {});
        simulator.runUntil(4 * SECOND);
        long since = simulator.longestWaitSince();
        return since < 0 ? 0 : simulator.nowNs() - since;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 1})
    void hardwareLosesItsShareOfTheEdgesItMayLose(double share) {
        long[] edges = new long[2];
        StepListener counting = new StepListener() {
            private boolean loses;

            @Override
            public void before(Trajectory in, int cpu, Microstep microstep, long argument) {
                if (microstep == Microstep.WRIPIR) {
                    int target = (int) argument;
                    loses = in.losesEdge(target);
                    boolean may = Hardware.LOST_IN_ENTINT.loses(in.state().inEntInt(target), true);
                    assertThat(may || !loses).isTrue();
                    edges[0] += may ? 1 : 0;
                    edges[1] += loses ? 1 : 0;
                }
            }

            @Override
            public void after(Trajectory in, int cpu, Microstep microstep, long argument) {
                assertThat(microstep != Microstep.WRIPIR || loses || in.state().edge((int) argument))
                        .as("an edge that is not lost is held")
                        .isTrue();
            }
        };
        Scenario scenario = Machines.busy(4, Hardware.LOST_IN_ENTINT, KernelVariant.PATCH_2);
        new Simulator(scenario.withLossProbability(share), 2, counting).runUntil(8 * SECOND);
        double spread = 4 * Math.sqrt(share * (1 - share) * edges[0]);
        assertThat(edges[0]).isGreaterThan(400);
        assertThat((double) edges[1]).isBetween(share * edges[0] - spread, share * edges[0] + spread);
    }

    @Test
    void sixtyFourCpusRun() {
        Scenario scenario = Machines.busy(64, Hardware.LOST_AT_IPL7, KernelVariant.PATCHES_1_AND_2);
        Simulator simulator = new Simulator(scenario, 1, new StepListener() {});
        simulator.runUntil(SECOND / 50);
        assertThat(simulator.steps()).isGreaterThan(10_000);
    }
}

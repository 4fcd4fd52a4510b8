package lostedge.engine.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.Point;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.workload.CallKind;
import lostedge.engine.workload.CallKind.Targets;
import lostedge.engine.workload.DurationNs;
import lostedge.engine.workload.Scenario;
import lostedge.engine.workload.Timing;
import lostedge.engine.workload.Workload;
import org.junit.jupiter.api.Test;

class PathWalkTest {
    private static final DurationNs NONE = DurationNs.constant(0);
    private static final long MS = 1_000_000;
    private static final int RTC = InterruptKind.RTC.ordinal();

    private final List<String> heard = new ArrayList<>();

    private static Scenario scenario(KernelVariant kernel) {
        Workload workload = new Workload(
                1000,
                new Workload.Tick(NONE, 0, 0),
                0,
                0,
                NONE,
                List.of(),
                List.of(new CallKind("f", "g+0x0/0x8", 0, Targets.ALL, true, true, false, NONE)),
                0,
                NONE,
                0,
                0,
                NONE,
                NONE,
                0,
                null,
                0,
                0);
        Timing timing = new Timing(NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE);
        Configuration configuration = new Configuration(2, Hardware.LOST_IN_ENTINT, kernel, CallerRules.SYNCHRONOUS);
        return new Scenario("two", configuration, timing, workload, 0, MS);
    }

    private PathWalk walk(KernelVariant kernel) {
        return new PathWalk(scenario(kernel), 2_000, new StepListener() {
            @Override
            public void after(Trajectory in, int cpu, Microstep microstep, long argument) {
                heard.add(in.nowNs() + " " + cpu + " " + microstep);
            }
        });
    }

    /** A call into the handler of CPU 1. */
    private static void callIntoHandler(PathWalk walk) {
        walk.take(Microstep.ENTER_INTERRUPT, 1, RTC);
        walk.take(Microstep.CALL, 0, 2);
        walk.take(Microstep.ENQUEUE, 0, 1);
        walk.take(Microstep.SET_BIT, 0, 1);
        walk.take(Microstep.WRIPIR, 0, 1);
    }

    @Test
    void givenStepsAreTakenAtEqualDistances() {
        PathWalk walk = walk(KernelVariant.STOCK);
        walk.take(Microstep.CALL, 0, 2);
        walk.take(Microstep.ENQUEUE, 0, 1);
        assertThat(heard).containsExactly("2000 0 CALL", "4000 0 ENQUEUE");
        assertThat(walk.activity().callKind(0, SystemState.TASK).function()).isEqualTo("f");
    }

    @Test
    void machineThatIsLeftAloneOnlyTicks() {
        PathWalk walk = walk(KernelVariant.STOCK);
        walk.goOn(5 * MS);
        walk.settle();
        assertThat(heard).filteredOn(line -> line.endsWith("0 ENTER_INTERRUPT")).hasSize(5);
        assertThat(heard).filteredOn(line -> line.endsWith("1 RTI")).hasSize(5);
        assertThat(walk.state().depth(0)).isZero();
    }

    @Test
    void callerWhoseEdgeWasLostStillWaitsAfterManyTicks() {
        PathWalk walk = walk(KernelVariant.STOCK);
        callIntoHandler(walk);
        walk.goOn(20 * MS);
        assertThat(walk.state().point(0, SystemState.TASK)).isEqualTo(Point.WAIT);
        assertThat(walk.nowNs()).isGreaterThanOrEqualTo(20 * MS);
    }

    @Test
    void pollOfTheSameHandlerReleasesTheCaller() {
        PathWalk walk = walk(KernelVariant.PATCH_2);
        callIntoHandler(walk);
        walk.goOn(MS / 10);
        assertThat(walk.state().point(0, SystemState.TASK)).isEqualTo(Point.IDLE);
        assertThat(heard).anyMatch(line -> line.endsWith("0 CSD_WAIT"));
    }

    @Test
    void heldEdgeIsTakenBeforeTheNextTick() {
        PathWalk walk = walk(KernelVariant.STOCK);
        walk.take(Microstep.CALL, 0, 2);
        walk.take(Microstep.ENQUEUE, 0, 1);
        walk.take(Microstep.SET_BIT, 0, 1);
        walk.take(Microstep.WRIPIR, 0, 1);
        walk.goOn(MS / 10);
        assertThat(walk.state().point(0, SystemState.TASK)).isEqualTo(Point.IDLE);
    }
}

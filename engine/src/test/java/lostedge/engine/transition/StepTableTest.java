package lostedge.engine.transition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.IpiLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepTableTest {
    private static final Set<InterruptKind> KINDS = EnumSet.range(InterruptKind.RTC, InterruptKind.PERF);

    private record Taken(Microstep microstep, int cpu, long argument, SystemState to) {}

    @ParameterizedTest
    @EnumSource(Hardware.class)
    void everyStepIsRememberedAsTheSystemTakesIt(Hardware hardware) {
        for (KernelVariant kernel : List.of(
                KernelVariant.STOCK,
                KernelVariant.PATCHES_1_AND_2.withResend(true),
                KernelVariant.PATCH_2.withLock(IpiLock.SPIN).withBracket(KernelVariant.RtcBracket.INNER),
                KernelVariant.PATCHES_1_AND_2.withDrainReads(KernelVariant.DrainReads.IRQS_OFF))) {
            for (CallerRules rules : List.of(
                    CallerRules.SYNCHRONOUS,
                    CallerRules.EVERYTHING,
                    CallerRules.EVERYTHING.withSoftirqs(Softirqs.CALL))) {
                walks(new IpiSystem(new Configuration(2, hardware, kernel, rules, KINDS)), 4_000);
                walks(new IpiSystem(new Configuration(3, hardware, kernel, rules, KINDS)), 4_000);
                walks(new IpiSystem(new Configuration(5, hardware, kernel, rules, KINDS)), 300);
            }
        }
    }

    /** Many walks of one table, so that most of what it says was found in another state. */
    private static void walks(IpiSystem system, int length) {
        Random random = new Random(length);
        LocalStates locals = new LocalStates(system.layout());
        StepTable table = new StepTable(locals);
        SystemState state = system.initial();
        for (int i = 0; i < length; i++) {
            List<Taken> steps = steps(system, state);
            assertThat(remembered(system, locals, table, state)).isEqualTo(steps);
            state = i % 200 == 199 || steps.isEmpty() ? system.initial() : steps.get(random.nextInt(steps.size())).to;
        }
    }

    private static List<Taken> steps(IpiSystem system, SystemState state) {
        List<Taken> steps = new ArrayList<>();
        system.steps(state, (microstep, cpu, argument) -> {
            SystemState to = system.initial();
            to.copyFrom(state);
            system.apply(to, microstep, cpu, argument);
            return steps.add(new Taken(microstep, cpu, argument, to));
        });
        return steps;
    }

    private static List<Taken> remembered(IpiSystem system, LocalStates locals, StepTable table, SystemState state) {
        List<Taken> steps = new ArrayList<>();
        long packed = locals.pack(state);
        for (int cpu = 0; cpu < system.layout().configuration().cpus(); cpu++) {
            for (Move move : table.moves(packed, cpu)) {
                SystemState to = system.initial();
                table.unpack(table.apply(move, packed), to);
                steps.add(new Taken(move.microstep(), move.cpu(), move.argument(), to));
            }
        }
        return steps;
    }
}

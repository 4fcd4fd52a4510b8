package lostedge.engine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import lostedge.engine.belief.Assumptions;
import lostedge.engine.conformance.survey.Survey;
import lostedge.engine.conformance.verdict.Conformity;
import lostedge.engine.conformance.verdict.Conformity.Outcome;
import lostedge.engine.event.Clock;
import lostedge.engine.event.Clock.Domain;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.RtcBracket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the model does, the model explains. */
class RandomWalkTest {
    private static final Clock CLOCK = new Clock(Domain.SIMULATED, 1, true, true);
    private static final int MAX_STATES = 200_000;
    private static final int STEPS = 3_000;

    static Stream<Arguments> machines() {
        List<KernelVariant> kernels = List.of(
                KernelVariant.STOCK,
                KernelVariant.PATCH_1,
                KernelVariant.PATCH_2,
                KernelVariant.PATCHES_1_AND_2,
                KernelVariant.PATCHES_1_AND_2.withBracket(RtcBracket.INNER).withDrainReads(DrainReads.IRQS_OFF));
        return kernels.stream()
                .flatMap(kernel -> Stream.of(Hardware.values())
                        .flatMap(hardware -> Stream.of(2, 4).map(cpus -> Arguments.of(cpus, hardware, kernel))));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyWalkOfTheModelIsExplained(int cpus, Hardware hardware, KernelVariant kernel) {
        RandomWalk walk = new RandomWalk(cpus, hardware, kernel, 31L * cpus + hardware.ordinal(), STEPS);
        Conformity verdict = judge(walk.events(), walk.labels(), hardware, kernel);
        assertThat(verdict.first()).isNull();
        assertThat(verdict.reason()).isNull();
        assertThat(verdict.outcome()).isEqualTo(Outcome.EXPLAINED);
        assertThat(verdict.compared()).isGreaterThan(verdict.events() / 20);
        assertThat(verdict.freeSteps()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Hardware.class)
    void functionThatEndsWithoutHavingBegunIsNamed(Hardware hardware) {
        KernelVariant kernel = KernelVariant.STOCK;
        int cpus = 2;
        RandomWalk walk = new RandomWalk(cpus, hardware, kernel, 7, STEPS);
        EventBatch events = walk.events();
        int begin = events.size() * 3 / 4 + new SplittableRandom(cpus).nextInt(events.size() / 8);
        while (events.kindAt(begin) != EventKind.CSD_FUNCTION_ENTRY) {
            begin++;
        }
        EventBatch without = new EventBatch(events.size());
        without.appendFrom(events, 0, begin);
        without.appendFrom(events, begin + 1, events.size() - begin - 1);
        Conformity verdict = judge(without, walk.labels(), hardware, kernel);
        assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_EXPLAINED);
        assertThat(verdict.explained()).isEqualTo(begin);
        assertThat(verdict.first()).isNotNull();
        assertThat(verdict.first().kind()).isEqualTo(EventKind.CSD_FUNCTION_EXIT);
        assertThat(verdict.first().position()).isEqualTo(begin + 2);
    }

    private static Conformity judge(EventBatch events, Labels labels, Hardware hardware, KernelVariant kernel) {
        Survey survey = new Survey();
        survey.write(events);
        Assumptions assumptions =
                new Assumptions(hardware, false, kernel, true, Long.MAX_VALUE, Assumptions.EXACT, MAX_STATES);
        Conformance conformance = new Conformance(assumptions, survey, CLOCK, labels);
        conformance.write(events);
        return conformance.finish();
    }
}

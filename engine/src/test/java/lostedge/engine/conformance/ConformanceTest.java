package lostedge.engine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import lostedge.engine.belief.Assumptions;
import lostedge.engine.conformance.survey.Survey;
import lostedge.engine.conformance.verdict.Conformity;
import lostedge.engine.conformance.verdict.Conformity.Outcome;
import lostedge.engine.conformance.verdict.CpuPicture;
import lostedge.engine.conformance.verdict.FreeStep;
import lostedge.engine.conformance.verdict.Unexplained;
import lostedge.engine.event.Clock;
import lostedge.engine.event.Clock.Domain;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.script.EventScript;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recordings of a few events: CPU 0 sends, CPU 1 receives. */
class ConformanceTest {
    private static final Clock CLOCK = new Clock(Domain.MONOTONIC, 1_000, true, true);

    /** Two calls, each answered by its own interrupt; after the second send CPU 1's queue is known. */
    private static final String ANSWERED = """
            10 0 ..... csd_queue_cpu 1 flush a
            11 0 ..... ipi_send_cpu 1 CALL_FUNC
            15 1 d.h.. csd_function_entry flush a
            16 1 d.h.. csd_function_exit flush a
            20 0 ..... sched_waking 0 17
            30 1 ..... sched_waking 1 17
            40 0 ..... csd_queue_cpu 1 flush a
            41 0 ..... ipi_send_cpu 1 CALL_FUNC
            45 1 d.h.. csd_function_entry flush a
            46 1 d.h.. csd_function_exit flush a
            50 0 ..... sched_waking 0 17
            60 1 ..... sched_waking 1 17
            200 1 ..... sched_waking 1 17
            201 1 ..... sched_waking 1 17
            """;

    /** An edge that is raised while CPU 1's handler runs; its sender is seen past it before the handler ends. */
    private static final String INTO_A_HANDLER = ANSWERED + """
            400 1 d.h.. irq_handler_entry 8 timer
            410 0 ..... csd_queue_cpu 1 flush a
            411 0 ..... ipi_send_cpu 1 CALL_FUNC
            420 0 ..... sched_waking 0 17
            430 1 d.h.. irq_handler_exit 8
            """;

    private static Conformity judge(String script, Hardware hardware, KernelVariant kernel) {
        return judge(
                script,
                new Assumptions(hardware, false, kernel, true, 50_000, Assumptions.EXACT, Assumptions.MAX_STATES));
    }

    private static Conformity judge(String script, Assumptions assumptions) {
        return judge(script, assumptions, CLOCK);
    }

    private static Conformity judge(String script, Assumptions assumptions, Clock clock) {
        EventScript events = new EventScript(script);
        Survey survey = new Survey();
        survey.write(events.batch());
        Conformance conformance = new Conformance(assumptions, survey, clock, events.labels());
        conformance.write(events.batch());
        return conformance.finish();
    }

    private static Unexplained first(Conformity verdict) {
        assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_EXPLAINED);
        Unexplained first = verdict.first();
        assertThat(first).isNotNull();
        assertThat(verdict.explained()).isEqualTo(first.index());
        return first;
    }

    @ParameterizedTest
    @EnumSource(Hardware.class)
    void callsAnsweredByTheirOwnInterruptAreExplained(Hardware hardware) {
        Conformity verdict = judge(ANSWERED, hardware, KernelVariant.STOCK);
        assertThat(verdict.outcome()).isEqualTo(Outcome.EXPLAINED);
        assertThat(verdict.explained()).isEqualTo(verdict.events()).isEqualTo(14);
        assertThat(verdict.compared()).isPositive();
    }

    @Test
    void edgeThatIsAnsweredAfterAHandlerWasNotLostInIt() {
        String script = INTO_A_HANDLER + """
                431 1 d.h.. csd_function_entry flush a
                432 1 d.h.. csd_function_exit flush a
                """;
        assertThat(judge(script, Hardware.LATCHED, KernelVariant.STOCK).outcome())
                .isEqualTo(Outcome.EXPLAINED);
        for (Hardware hardware : EnumSet.of(Hardware.LOST_IN_ENTINT, Hardware.LOST_AT_IPL7)) {
            Unexplained first = first(judge(script, hardware, KernelVariant.STOCK));
            assertThat(first.kind()).isEqualTo(EventKind.CSD_FUNCTION_ENTRY);
            assertThat(first.position()).isEqualTo(20);
            assertThat(first.name()).isEqualTo("flush");
            CpuPicture before = first.before().get(0);
            assertThat(before.cpu()).isEqualTo(1);
            assertThat(before.edge()).isEqualTo("none");
            assertThat(before.queue()).isEqualTo("flush of CPU 0");
            assertThat(first.enabled()).contains("return from interrupt").doesNotContain("enter do_entInt for IPI");
        }
    }

    @Test
    void edgeThatIsNotTakenAtIpl0WasNotLatched() {
        String script = INTO_A_HANDLER + """
                600 1 ..... sched_waking 1 17
                601 1 ..... sched_waking 1 17
                """;
        Unexplained first = first(judge(script, Hardware.LATCHED, KernelVariant.STOCK));
        assertThat(first.position()).isEqualTo(21);
        assertThat(first.before().get(0).queue()).isEqualTo("flush of CPU 0");
        assertThat(judge(script, Hardware.LOST_IN_ENTINT, KernelVariant.STOCK).outcome())
                .isEqualTo(Outcome.EXPLAINED);
    }

    @Test
    void edgeThatWasRaisedJustNowMayStillBeOnItsWay() {
        String script = INTO_A_HANDLER + """
                440 1 ..... sched_waking 1 17
                441 1 ..... sched_waking 1 17
                """;
        assertThat(judge(script, Hardware.LATCHED, KernelVariant.STOCK).outcome())
                .isEqualTo(Outcome.EXPLAINED);
    }

    @ParameterizedTest
    @EnumSource(Hardware.class)
    void rescueByAPollIsExplainedWhateverBecameOfTheEdge(Hardware hardware) {
        String script = INTO_A_HANDLER + """
                431 1 d.h.. csd_function_entry flush a
                432 1 d.h.. csd_function_exit flush a
                500 1 ..... sched_waking 1 17
                """;
        assertThat(judge(script, hardware, KernelVariant.PATCH_2).outcome()).isEqualTo(Outcome.EXPLAINED);
    }

    @Test
    void aSecondStartOfAFunctionIsNamed() {
        String script = ANSWERED.replace(
                "45 1 d.h.. csd_function_entry flush a\n",
                "45 1 d.h.. csd_function_entry flush a\n45 1 d.h.. csd_function_entry flush a\n");
        Unexplained first = first(judge(script, Hardware.LATCHED, KernelVariant.STOCK));
        assertThat(first.kind()).isEqualTo(EventKind.CSD_FUNCTION_ENTRY);
        assertThat(first.position()).isEqualTo(10);
        assertThat(first.enabled()).containsExactly("run flush of CPU 0");
    }

    @Test
    void swappedEventsAreNamed() {
        String script =
                ANSWERED.replace("45 1 d.h.. csd_function_entry flush a\n46 1 d.h.. csd_function_exit flush a", """
                        45 1 d.h.. csd_function_exit flush a
                        46 1 d.h.. csd_function_entry flush a""");
        Unexplained first = first(judge(script, Hardware.LATCHED, KernelVariant.STOCK));
        assertThat(first.kind()).isEqualTo(EventKind.CSD_FUNCTION_EXIT);
        assertThat(first.position()).isEqualTo(9);
    }

    @Test
    void functionOfACallThatWasNeverQueuedIsNamed() {
        String script =
                ANSWERED.replace("45 1 d.h.. csd_function_entry flush a", "45 1 d.h.. csd_function_entry flush b");
        assertThat(first(judge(script, Hardware.LATCHED, KernelVariant.STOCK)).position())
                .isEqualTo(9);
    }

    @Test
    void callLeftToAPollingIdleCpuIsAFreeStep() {
        String script = ANSWERED + """
                370 1 d.... sched_switch 0 S
                380 0 ..... csd_queue_cpu 1 flush a
                390 0 ..... sched_waking 0 17
                """;
        Assumptions granted = new Assumptions(Hardware.LATCHED, KernelVariant.STOCK);
        Conformity verdict = judge(script, granted);
        assertThat(verdict.outcome()).isEqualTo(Outcome.EXPLAINED);
        assertThat(verdict.freeSteps()).containsEntry(FreeStep.LEFT_TO_IDLE, 1L);
        Unexplained first = first(judge(script, Hardware.LATCHED, KernelVariant.STOCK));
        assertThat(first.cpu()).isZero();
        assertThat(first.receiver()).isEqualTo(1);
        assertThat(first.position()).isEqualTo(17);
    }

    @Test
    void nothingIsConcludedAcrossMissingEvents() {
        String script = INTO_A_HANDLER + """
                440 0 ..... lost_events 7
                600 1 ..... sched_waking 1 17
                601 1 ..... sched_waking 1 17
                """;
        Conformity verdict = judge(script, Hardware.LATCHED, KernelVariant.STOCK);
        assertThat(verdict.outcome()).isEqualTo(Outcome.EXPLAINED);
        assertThat(verdict.gaps()).isEqualTo(1);
    }

    @Test
    void recordingWithoutSendsTellsNothing() {
        Conformity verdict = judge("10 0 ..... csd_queue_cpu 1 flush a\n", Hardware.LATCHED, KernelVariant.STOCK);
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNDETERMINED);
        assertThat(verdict.reason()).contains("no csd events");
        assertThat(verdict.explained()).isZero();
    }

    @Test
    void cpuNumberNoMachineHasIsRefused() {
        String script = ANSWERED + "370 0 ..... csd_queue_cpu 2147483647 flush a\n";
        Conformity verdict = judge(script, Hardware.LATCHED, KernelVariant.STOCK);
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNDETERMINED);
        assertThat(verdict.reason()).contains("more than 64 CPUs");
    }

    @Test
    void clockOfJiffiesTellsNothing() {
        String script = """
                1000 0 ..... csd_queue_cpu 1 flush a
                1000 0 ..... ipi_send_cpu 1 CALL_FUNC
                2000 1 d.h.. csd_function_entry flush a
                2000 1 d.h.. csd_function_exit flush a
                """;
        Conformity verdict = judge(script, Hardware.LATCHED, KernelVariant.STOCK);
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNDETERMINED);
        assertThat(verdict.reason()).contains("steps of 1000 us");
    }

    @Test
    void otherArchitecturesAreRefused() {
        Conformity verdict = judge(ANSWERED + "370 1 d.h.. reschedule_entry\n", Hardware.LATCHED, KernelVariant.STOCK);
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNDETERMINED);
        assertThat(verdict.reason()).contains("reschedule_entry", "Alpha");
    }

    @Test
    void searchThatIsGivenUpIsNoVerdict() {
        Conformity verdict = judge(
                ANSWERED,
                new Assumptions(Hardware.LATCHED, false, KernelVariant.STOCK, true, 50_000, Assumptions.EXACT, 3));
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNDETERMINED);
        assertThat(verdict.reason())
                .contains("a bound was reached", "more than 3 states", "position 8")
                .doesNotContain("sends");
    }

    @Test
    void recordedOrderOfEqualStampsContradictsNothing() {
        String script = ANSWERED + """
                400 1 d.h.. csd_function_entry flush a
                400 1 d.h.. csd_function_exit flush a
                400 0 ..... csd_queue_cpu 1 flush a
                400 0 ..... ipi_send_cpu 1 CALL_FUNC
                410 0 ..... sched_waking 0 17
                """;
        assertThat(judge(script, Hardware.LATCHED, KernelVariant.STOCK).outcome())
                .isEqualTo(Outcome.EXPLAINED);
        String apart = script.replace("400 0", "401 0");
        assertThat(first(judge(apart, Hardware.LATCHED, KernelVariant.STOCK)).position())
                .isEqualTo(15);
    }

    @Test
    void stampsOfClocksThatDifferContradictNothing() {
        Clock local = Clock.of(Domain.LOCAL, 1_000);
        String back = """
                80 1 ..... csd_queue_cpu 0 flush b
                81 1 ..... ipi_send_cpu 0 CALL_FUNC
                85 0 d.h.. csd_function_entry flush b
                86 0 d.h.. csd_function_exit flush b
                90 1 ..... sched_waking 1 17
                """;
        String script = ANSWERED + """
                398 1 d.h.. csd_function_entry flush a
                399 1 d.h.. csd_function_exit flush a
                400 0 ..... csd_queue_cpu 1 flush a
                401 0 ..... ipi_send_cpu 1 CALL_FUNC
                410 0 ..... sched_waking 0 17
                """;
        Assumptions assumptions = new Assumptions(Hardware.LATCHED, KernelVariant.STOCK);
        Conformity unbounded = judge(script, assumptions, local);
        assertThat(unbounded.outcome()).isEqualTo(Outcome.UNDETERMINED);
        assertThat(unbounded.reason()).contains("local", "not every pair");
        String bounded = script.replace("200 1", back + "200 1");
        Conformity verdict = judge(bounded, assumptions, local);
        assertThat(verdict.outcome()).isEqualTo(Outcome.EXPLAINED);
        assertThat(verdict.assumptions().toleranceNs()).isEqualTo(5_000);
        assertThat(judge(bounded, assumptions, CLOCK).outcome()).isEqualTo(Outcome.NOT_EXPLAINED);
    }

    @Test
    void hardwareThatLosesOnlyAPartExplainsBoth() {
        Assumptions partly = new Assumptions(Hardware.LOST_IN_ENTINT, KernelVariant.STOCK).withPartly(true);
        String answered = INTO_A_HANDLER + """
                431 1 d.h.. csd_function_entry flush a
                432 1 d.h.. csd_function_exit flush a
                """;
        String left = INTO_A_HANDLER + """
                600 1 ..... sched_waking 1 17
                601 1 ..... sched_waking 1 17
                """;
        assertThat(judge(answered, partly).outcome()).isEqualTo(Outcome.EXPLAINED);
        assertThat(judge(left, partly).outcome()).isEqualTo(Outcome.EXPLAINED);
    }

    @Test
    void batchesOfAnySizeGiveTheSameVerdict() {
        EventScript events = new EventScript(ANSWERED);
        Survey survey = new Survey();
        survey.write(events.batch());
        Conformance conformance = new Conformance(
                new Assumptions(
                        Hardware.LATCHED,
                        false,
                        KernelVariant.STOCK,
                        true,
                        50_000,
                        Assumptions.EXACT,
                        Assumptions.MAX_STATES),
                survey,
                CLOCK,
                events.labels());
        for (int row = 0; row < events.batch().size(); row++) {
            EventBatch one = new EventBatch(1);
            one.appendFrom(events.batch(), row);
            conformance.write(one);
        }
        assertThat(conformance.finish()).isEqualTo(judge(ANSWERED, Hardware.LATCHED, KernelVariant.STOCK));
    }
}

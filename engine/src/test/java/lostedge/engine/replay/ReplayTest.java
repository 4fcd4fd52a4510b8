package lostedge.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import lostedge.engine.event.Clock;
import lostedge.engine.finding.Ipi;
import lostedge.engine.replay.ReplayOptions.Poll;
import org.junit.jupiter.api.Test;

/** Fates of messages, masked windows and the limits of a recording. */
final class ReplayTest {
    private static final Clock COUNTER = new Clock(Clock.Domain.COUNTER, 0, false, true);

    @Test
    void aSilenceWithAnEdgeNotTakenIsAMaskedWindowFromHalfWayToTheEdge() {
        ReplayedScript found = ReplayedScript.of("""
                 1000 1 ..... other
                 2000 0 d.... csd_queue_cpu 1 flush a
                 2000 0 d.... ipi_send_cpu 1 CALL_FUNC
                 2001 0 d.... other
                52000 1 d.h.. call_function_single_entry
                52001 1 d.h.. csd_function_entry flush a
                52005 1 d.h.. csd_function_exit flush a
                """);
        assertThat(found.windows).singleElement().satisfies(window -> {
            assertThat(window.cpu()).isEqualTo(1);
            assertThat(window.beginNs()).isEqualTo(1_500_000);
            assertThat(window.endNs()).isEqualTo(52_000_000);
        });
    }

    @Test
    void stampsThatAreAllAlikeAreSaidToBe() {
        ReplayedScript found = ReplayedScript.of("""
                5 0 d.... csd_queue_cpu 1 flush a
                5 1 d.h.. csd_function_entry flush a
                """);
        assertThat(found.summary.limits()).contains("No edge is called lost: no two stamps differ.");
    }

    @Test
    void aSilenceWithALostEdgeIsNoMaskedWindow() {
        ReplayedScript found = ReplayedScript.of("""
                    0 1 d.h.. irq_handler_entry 8 timer
                   10 0 d.... csd_queue_cpu 1 flush a
                   12 0 d.... ipi_send_cpu 1 CALL_FUNC
                   14 0 d.... sched_waking
                   20 1 d.h.. irq_handler_exit 8
                 8000 1 d.h.. irq_handler_entry 8 timer
                 8020 1 d.h.. irq_handler_exit 8
                16000 1 d.h.. irq_handler_entry 8 timer
                16020 1 d.h.. irq_handler_exit 8
                """);
        assertThat(found.windows).isEmpty();
    }

    @Test
    void aSilenceThatATickEndsIsAMaskedWindowOnceItsEdgeIsTaken() {
        ReplayedScript found = ReplayedScript.of("""
                 1000 1 ..... other
                 2000 0 d.... csd_queue_cpu 1 flush a
                 2000 0 d.... ipi_send_cpu 1 CALL_FUNC
                 2001 0 d.... other
                52000 1 d.h.. irq_handler_entry 8 timer
                52010 1 d.h.. irq_handler_exit 8
                52012 1 d.h.. csd_function_entry flush a
                52015 1 d.h.. csd_function_exit flush a
                """);
        assertThat(found.windows)
                .singleElement()
                .satisfies(window -> assertThat(window.endNs()).isEqualTo(52_000_000));
    }

    @Test
    void softirqsAfterAFunctionAtAHandlersEndBetrayThePoll() {
        ReplayedScript found = ReplayedScript.of("""
                 0 1 d.h.. irq_handler_entry 8 timer
                10 0 d.... csd_queue_cpu 1 flush a
                12 0 d.... ipi_send_cpu 1 CALL_FUNC
                20 1 d.h.. irq_handler_exit 8
                30 1 d.h.. csd_function_entry flush a
                35 1 d.h.. csd_function_exit flush a
                40 1 ..s.. softirq_entry 1
                """, ReplayedScript.MONO, Poll.UNKNOWN);
        assertThat(found.summary.poll()).isEqualTo(Poll.PRESENT);
    }

    @Test
    void aPollingIdleLoopNeedsNoEdge() {
        ReplayedScript found = ReplayedScript.of("""
                 0 1 ..... other pid=0
                10 0 d.... csd_queue_cpu 1 flush a
                12 0 d.... sched_wake_idle_without_ipi 1
                20 1 d.... csd_function_entry flush a pid=0
                25 1 d.... csd_function_exit flush a pid=0
                """);
        assertThat(found.ipis).singleElement().satisfies(ipi -> {
            assertThat(ipi.edge()).isEqualTo(Ipi.Edge.NONE);
            assertThat(ipi.fate()).isEqualTo(Ipi.Fate.ELIDED);
        });
    }

    @Test
    void aClockThatCountsEventsMeasuresNoWait() {
        ReplayedScript found = ReplayedScript.of(
                LostEdgeTest.LOST_IN_TIMER + "20000 1 d.h.. csd_function_entry flush a", COUNTER, Poll.ABSENT);
        assertThat(found.stalls).isEmpty();
    }

    @Test
    void twoSendsAnsweredByOneEntryAreCoalesced() {
        ReplayedScript found = ReplayedScript.of("""
                 0 1 ..... other
                10 0 d.... ipi_send_cpu 1 RESCHEDULE
                11 0 d.... other
                12 2 d.... ipi_send_cpu 1 RESCHEDULE
                13 2 d.... other
                20 1 d.h.. reschedule_entry
                21 1 d.h.. reschedule_exit
                """);
        assertThat(found.ipis).extracting(Ipi::fate).containsExactly(Ipi.Fate.DELIVERED, Ipi.Fate.COALESCED);
    }

    @Test
    void aSummaryNamesTheTracepointsThatWouldShowMore() {
        ReplayedScript found = ReplayedScript.of("""
                 0 1 ..... other
                20 1 d.h.. reschedule_entry
                """);
        assertThat(found.summary.limits()).anyMatch(limit -> limit.contains("csd:csd_queue_cpu"));
        assertThat(found.summary.limits()).anyMatch(limit -> limit.contains("ipi:ipi_send_cpu"));
    }

    @Test
    void aLongHandlersWindowNamesItsIrq() {
        ReplayedScript found = ReplayedScript.of("""
                    0 1 d.h.. irq_handler_entry 32 disk
                20000 1 d.h.. irq_handler_exit 32
                """);
        assertThat(found.windows).singleElement().satisfies(window -> {
            assertThat(window.irq()).isEqualTo(32);
            assertThat(window.name()).isEqualTo("disk");
        });
    }

    private static String polledAt(long us) {
        return """
                %d 1 d.h.. irq_handler_entry 8 timer
                %d 0 d.... csd_queue_cpu 1 flush a
                %d 0 d.... ipi_send_cpu 1 CALL_FUNC
                %d 1 d.h.. irq_handler_exit 8
                %d 1 d.h.. csd_function_entry flush a
                %d 1 d.h.. csd_function_exit flush a
                """.formatted(us, us + 10, us + 11, us + 20, us + 23, us + 24);
    }

    private static String sentAfterExit(long us, long startsUs) {
        return """
                %d 1 d.h.. irq_handler_entry 8 timer
                %d 1 d.h.. irq_handler_exit 8
                %d 0 d.... csd_queue_cpu 1 flush b
                %d 0 d.... ipi_send_cpu 1 CALL_FUNC
                %d 1 d.h.. csd_function_entry flush b
                %d 1 d.h.. csd_function_exit flush b
                """.formatted(us, us + 20, us + 21, us + 21, us + startsUs, us + startsUs + 1);
    }

    @Test
    void aCallSentPastAHandlersExitIsNoRescueUnlessThePollCouldHaveMetIt() {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            script.append(polledAt(1000 * i));
        }
        ReplayedScript found = ReplayedScript.of(
                script + sentAfterExit(50_000, 22) + sentAfterExit(60_000, 45), ReplayedScript.MONO, Poll.PRESENT);
        assertThat(found.rescues).hasSize(40);
        assertThat(found.ipis.subList(40, 42))
                .extracting(Ipi::fate)
                .containsExactly(Ipi.Fate.UNKNOWN, Ipi.Fate.DELIVERED);
    }
}

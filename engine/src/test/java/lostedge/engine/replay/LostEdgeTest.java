package lostedge.engine.replay;

import static lostedge.engine.finding.Ipi.Fate.DELIVERED;
import static lostedge.engine.finding.Ipi.Fate.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import lostedge.engine.event.LossLedger;
import lostedge.engine.finding.Evidence.Grade;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Stall;
import lostedge.engine.finding.Stall.Cause;
import lostedge.engine.replay.ReplayOptions.Poll;
import org.junit.jupiter.api.Test;

/** What proves an edge lost, and what forbids the proof. */
final class LostEdgeTest {
    static final String LOST_IN_TIMER = """
                 0 1 d.h.. irq_handler_entry 8 timer
                10 0 ..... csd_queue_cpu 1 flush a
                12 0 ..... ipi_send_cpu 1 CALL_FUNC
                20 1 d.h.. irq_handler_exit 8
               900 0 d.h.. irq_handler_entry 8 timer
               910 0 d.h.. irq_handler_exit 8
              1900 0 d.h.. irq_handler_entry 8 timer
              1910 0 d.h.. irq_handler_exit 8
              3000 1 ..... sched_waking
              3100 1 ..... sched_waking
            """;

    @Test
    void anEdgeItsTargetRanPastIsLostAndTheCallersWaitIsShown() {
        ReplayedScript found = ReplayedScript.of(LOST_IN_TIMER + """
                 20000 1 d.h.. csd_function_entry flush a
                 20005 1 d.h.. csd_function_exit flush a
                """);
        assertThat(found.ipis).singleElement().satisfies(ipi -> {
            assertThat(ipi.edge()).isEqualTo(Ipi.Edge.LOST);
            assertThat(ipi.fate()).isEqualTo(Ipi.Fate.RESCUED);
            assertThat(ipi.handledBy()).isEqualTo(Ipi.HandledBy.LATER_INTERRUPT);
            assertThat(ipi.lostProbability()).isEqualTo(1);
        });
        assertThat(found.stalls).singleElement().satisfies(stall -> {
            assertThat(stall.cause()).isEqualTo(Cause.LOST_EDGE);
            assertThat(stall.grade()).isEqualTo(Grade.SHOWN);
            assertThat(stall.rootIpiId()).isEqualTo(found.ipis.get(0).id());
            assertThat(stall.evidence().get(0).position()).isEqualTo(3);
            assertThat(stall.beginNs()).isEqualTo(10_000);
            assertThat(stall.endNs()).isEqualTo(20_005_000);
        });
    }

    @Test
    void whoQueuesBehindALostEdgeWaitsForItToo() {
        ReplayedScript found = ReplayedScript.of(LOST_IN_TIMER + """
                  4000 2 ..... csd_queue_cpu 1 sync b
                 20000 1 d.h.. csd_function_entry flush a
                 20005 1 d.h.. csd_function_exit flush a
                 20006 1 d.h.. csd_function_entry sync b
                 20007 1 d.h.. csd_function_exit sync b
                """);
        assertThat(found.stalls).hasSize(2);
        Stall behind = found.stalls.get(1);
        assertThat(behind.cause()).isEqualTo(Cause.LOST_EDGE);
        assertThat(behind.grade()).isEqualTo(Grade.INFERRED);
        assertThat(behind.rootIpiId()).isEqualTo(found.stalls.get(0).rootIpiId());
        assertThat(found.ipis.get(1).fate()).isEqualTo(Ipi.Fate.ELIDED);
        assertThat(found.ipis.get(1).edge()).isEqualTo(Ipi.Edge.NONE);
    }

    @Test
    void aCallNeverRunAfterALostEdgeIsStuck() {
        ReplayedScript found = ReplayedScript.of(LOST_IN_TIMER + "60000 0 ..... other pid=0");
        assertThat(found.ipis.get(0).fate()).isEqualTo(Ipi.Fate.STUCK);
        assertThat(found.stalls).singleElement().satisfies(stall -> {
            assertThat(stall.ended()).isFalse();
            assertThat(stall.cause()).isEqualTo(Cause.LOST_EDGE);
        });
    }

    @Test
    void aSilentTargetIsNotCalledALoss() {
        ReplayedScript found = ReplayedScript.of("""
                     0 1 d.h.. irq_handler_entry 8 timer
                    10 0 d.... csd_queue_cpu 1 flush a
                    12 0 d.... ipi_send_cpu 1 CALL_FUNC
                    14 0 d.... other
                    20 1 d.h.. irq_handler_exit 8
                 50000 1 d.h.. csd_function_entry flush a
                 50005 1 d.h.. csd_function_exit flush a
                """);
        assertThat(found.ipis.get(0).edge()).isNotEqualTo(Ipi.Edge.LOST);
        assertThat(found.stalls).singleElement().satisfies(stall -> {
            assertThat(stall.cause()).isEqualTo(Cause.MASKED_TARGET);
            assertThat(stall.grade()).isEqualTo(Grade.POSSIBLE);
            assertThat(stall.rootIpiId()).isEqualTo(-1);
        });
    }

    @Test
    void nothingIsConcludedAcrossAGap() {
        ReplayedScript found = ReplayedScript.of(LOST_IN_TIMER.substring(0, LOST_IN_TIMER.indexOf("3100")) + """
                  3050 1 ..... lost_events 9
                  3100 1 ..... sched_waking
                 20000 1 d.h.. csd_function_entry flush a
                 20005 1 d.h.. csd_function_exit flush a
                """);
        assertThat(found.stalls).isEmpty();
        assertThat(found.ipis).singleElement().satisfies(ipi -> {
            assertThat(ipi.fate()).isEqualTo(Ipi.Fate.UNKNOWN);
            assertThat(ipi.edge()).isEqualTo(Ipi.Edge.UNDETERMINED);
        });
        assertThat(found.summary.gaps()).isOne();
        assertThat(found.summary.limits()).anyMatch(limit -> limit.contains("gaps"));
    }

    @Test
    void aLossProvenBeforeAGapStands() {
        ReplayedScript found = ReplayedScript.of(LOST_IN_TIMER + """
                  5000 1 ..... lost_events 9
                 20000 1 d.h.. csd_function_entry flush a
                """);
        assertThat(found.ipis).singleElement().extracting(Ipi::edge).isEqualTo(Ipi.Edge.LOST);
        assertThat(found.stalls).isEmpty();
    }

    @Test
    void aClockOfCoarseStepsProvesNoLoss() {
        ReplayedScript found = ReplayedScript.of("""
                     0 1 d.h.. irq_handler_entry 8 timer
                  1000 0 d.... csd_queue_cpu 1 flush a
                  1000 0 d.... ipi_send_cpu 1 CALL_FUNC
                  1000 0 d.... other
                  2000 1 d.h.. irq_handler_exit 8
                  3000 1 ..... other
                  4000 1 ..... other
                 30000 1 d.h.. csd_function_entry flush a
                """);
        assertThat(found.stalls).singleElement().extracting(Stall::cause).isEqualTo(Cause.UNKNOWN);
        assertThat(found.ipis.get(0).edge()).isEqualTo(Ipi.Edge.UNDETERMINED);
        assertThat(found.summary.limits()).anyMatch(limit -> limit.contains("steps of 1.00 ms"));
    }

    @Test
    void irqWorkThatNeverShowsItsStartIsNotLost() {
        ReplayedScript found = ReplayedScript.of("""
                    0 1 ..... other
                   10 0 d.... csd_queue_cpu 1 rcu_iw_handler a
                   12 0 d.... ipi_send_cpu 1 CALL_FUNC
                   14 0 d.... other
                   90 1 ..... other
                  190 1 ..... other
                50000 1 ..... other
                """);
        assertThat(found.stalls).isEmpty();
        assertThat(found.ipis).noneMatch(ipi -> ipi.edge() == Ipi.Edge.LOST);
    }

    @Test
    void aPollRescuesWithoutProvingALoss() {
        ReplayedScript found = ReplayedScript.of("""
                 0 1 d.h.. irq_handler_entry 8 timer
                10 0 d.... csd_queue_cpu 1 flush a
                12 0 d.... ipi_send_cpu 1 CALL_FUNC
                14 0 d.... other
                20 1 d.h.. irq_handler_exit 8
                30 1 d.h.. csd_function_entry flush a
                35 1 d.h.. csd_function_exit flush a
                40 1 ..s.. softirq_entry 1
                """, ReplayedScript.MONO, Poll.PRESENT);
        assertThat(found.rescues).singleElement().satisfies(rescue -> {
            assertThat(rescue.by()).isEqualTo(Ipi.HandledBy.POLL);
            assertThat(rescue.edge()).isEqualTo(Ipi.Edge.UNDETERMINED);
            assertThat(rescue.ageNs()).isEqualTo(18_000);
        });
        assertThat(found.ipis.get(0).fate()).isEqualTo(Ipi.Fate.RESCUED);
        assertThat(found.ipis.get(0).lostProbability()).isNaN();
    }

    @Test
    void withoutStartsOfFunctionsNothingIsMissed() {
        ReplayedScript found = ReplayedScript.ofKindsSeen(LOST_IN_TIMER + "60000 0 ..... other pid=0");
        assertThat(found.ipis).singleElement().satisfies(ipi -> {
            assertThat(ipi.edge()).isEqualTo(Ipi.Edge.UNDETERMINED);
            assertThat(ipi.fate()).isEqualTo(Ipi.Fate.UNKNOWN);
        });
        assertThat(found.stalls).isEmpty();
        assertThat(found.summary.limits()).anyMatch(limit -> limit.contains("csd_function_entry"));
    }

    @Test
    void missingStartsThatNoGapTellsOfForbidTheProof() {
        String missed = """
                %d 2 d.h.. csd_function_entry ping %x
                %d 2 d.h.. csd_function_exit ping %x
                %d 2 d.h.. csd_function_exit pong %x
                """;
        StringBuilder script = new StringBuilder();
        for (int i = 1; i <= 4; i++) {
            script.append(missed.formatted(-900 + 10 * i, i, -899 + 10 * i, i, -898 + 10 * i, i + 8));
        }
        ReplayedScript found = ReplayedScript.of(script + LOST_IN_TIMER + "60000 0 ..... other pid=0");
        assertThat(found.ipis.get(0).edge()).isEqualTo(Ipi.Edge.UNDETERMINED);
        assertThat(found.summary.disorder()).contains("no gap tells of");
    }

    @Test
    void aSenderSeenOnlyWithinInterruptsThatAreNotRecordedMayNotHaveSentYet() {
        ReplayedScript found = ReplayedScript.of("""
                     0 0 ..... other
                     0 1 ..... other
                    10 0 ..... csd_queue_cpu 1 flush a
                    12 0 ..... ipi_send_cpu 1 CALL_FUNC
                   600 0 d.h.. csd_function_entry sync b
                   605 0 d.h.. csd_function_exit sync b
                   670 0 d.h.. softirq_raise 7
                  1000 1 ..... sched_waking
                  1100 1 ..... sched_waking
                  1200 1 d.h.. csd_function_entry flush a
                  1205 1 d.h.. csd_function_exit flush a
                """);
        assertThat(found.ipis.get(0).edge()).isNotEqualTo(Ipi.Edge.LOST);
    }

    /** Three places at which events of CPU 3 contradict one another, among many that do not. */
    private static final String EVENTS_MISSING = """
            -90 3 d.... sched_switch 5 S
            -80 3 ..... other pid=6
            -70 3 d.... sched_switch 5 S
            -60 3 ..... other pid=6
            -50 3 d.... sched_switch 5 S
            -40 3 ..... other pid=6
            """ + "-30 3 ..... other pid=6\n".repeat(700);

    @Test
    void whereEventsAreMissingALateStartOfTheVeryCallConfirmsTheLoss() {
        ReplayedScript found = ReplayedScript.of(EVENTS_MISSING + LOST_IN_TIMER + """
                 20000 1 d.h.. csd_function_entry flush a
                 20005 1 d.h.. csd_function_exit flush a
                """);
        assertThat(found.ipis.get(0).edge()).isEqualTo(Ipi.Edge.LOST);
        assertThat(found.summary.completeness().contradictions()).isEqualTo(3);
        assertThat(found.summary.limits()).anyMatch(limit -> limit.contains("no gap tells of: in 3 places"));
    }

    @Test
    void whereEventsAreMissingACallNeverSeenToStartProvesNothing() {
        ReplayedScript found = ReplayedScript.of(EVENTS_MISSING + LOST_IN_TIMER + "60000 0 ..... other pid=9");
        assertThat(found.ipis.get(0).edge()).isEqualTo(Ipi.Edge.UNDETERMINED);
        assertThat(found.stalls).noneMatch(stall -> stall.cause() == Cause.LOST_EDGE);
    }

    @Test
    void whereEventsAreMissingACallerSeenToWaitOnConfirmsTheLoss() {
        ReplayedScript found = ReplayedScript.of(EVENTS_MISSING + LOST_IN_TIMER + """
                 60000 0 d.h.. irq_handler_entry 8 timer
                """);
        assertThat(found.ipis.get(0).edge()).isEqualTo(Ipi.Edge.LOST);
    }

    @Test
    void whereEventsAreMissingAStartWithAHiddenPointerConfirmsNothing() {
        String hidden = (LOST_IN_TIMER + """
                 20000 1 d.h.. csd_function_entry flush a
                 20005 1 d.h.. csd_function_exit flush a
                """).replace("flush a", "flush *");
        assertThat(ReplayedScript.of(hidden).ipis.get(0).edge()).isEqualTo(Ipi.Edge.LOST);
        assertThat(ReplayedScript.of(EVENTS_MISSING + hidden).ipis.get(0).edge())
                .isEqualTo(Ipi.Edge.UNDETERMINED);
    }

    @Test
    void aPendingInterruptIsNotPassedOverInTheVeryMomentItIsAccepted() {
        ReplayedScript found = ReplayedScript.of("""
                     0 1 ..... other
                    10 0 ..... csd_queue_cpu 1 flush a
                    12 0 ..... ipi_send_cpu 1 CALL_FUNC
                    20 0 ..... other
                  3000 1 ..... other
                  3001 1 ..... other
                  3002 1 d.h.. csd_function_entry flush a
                """);
        assertThat(found.ipis.get(0).edge()).isEqualTo(Ipi.Edge.DELIVERED);
    }

    @Test
    void withoutFlagsAnInterruptOfTheSenderDoesNotShowItsEdgeGone() {
        ReplayedScript found = ReplayedScript.of("""
                     0 1 ? irq_handler_entry 8 timer
                    10 0 ? csd_queue_cpu 1 flush a
                    12 0 ? ipi_send_cpu 1 CALL_FUNC
                    14 0 ? irq_handler_entry 8 timer
                    15 0 ? irq_handler_exit 8
                    20 1 ? irq_handler_exit 8
                   120 1 ? irq_handler_entry 8 timer
                   130 1 ? irq_handler_exit 8
                   200 1 ? csd_function_entry flush a
                """);
        assertThat(found.ipis.get(0).edge()).isNotEqualTo(Ipi.Edge.LOST);
    }

    @Test
    void aFunctionSeenToEndAndNotToStartForbidsTheProof() {
        ReplayedScript found = ReplayedScript.of(LOST_IN_TIMER + """
                  3200 1 d.h.. csd_function_exit other c
                  3300 1 d.h.. csd_function_entry flush a
                  3305 1 d.h.. csd_function_exit flush a
                  4000 1 d.h.. csd_function_exit flush d
                 20000 1 d.h.. csd_function_entry flush a
                """);
        assertThat(found.ipis.get(0).edge()).isEqualTo(Ipi.Edge.LOST);
        ReplayedScript unseen = ReplayedScript.of("""
                   -10 1 d.h.. csd_function_entry other c
                    -5 1 d.h.. csd_function_exit other c
                """ + LOST_IN_TIMER + """
                  3200 1 d.h.. csd_function_exit flush a
                 20000 1 d.h.. csd_function_entry flush a
                """);
        assertThat(unseen.ipis).last().extracting(Ipi::edge).isEqualTo(Ipi.Edge.UNDETERMINED);
    }

    @Test
    void anUnknownTracepointDoesNotShowTheSenderPastItsSend() {
        ReplayedScript found = ReplayedScript.of("""
                  0 1 ..... sched_waking
                 10 0 ..... csd_queue_cpu 1 flush a
                 12 0 ..... ipi_send_cpu 1 CALL_FUNC
                 13 0 ..... other
                 20 1 ..... sched_waking
                 40 1 ..... sched_waking
                 60 1 d.h.. csd_function_entry flush a
                 65 1 d.h.. csd_function_exit flush a
                 70 0 ..... sched_waking
                """);
        assertThat(found.ipis).singleElement().extracting(Ipi::edge).isNotEqualTo(Ipi.Edge.LOST);
    }

    @Test
    void aWakeUpTakenInABatchTakesNoLaterStartThoughPointersAreHidden() {
        ReplayedScript found = ReplayedScript.of("""
                   -9 1 ..... sched_waking
                    0 2 d.... csd_queue_cpu 1 sched_ttwu_pending *
                    2 2 d.... ipi_send_cpu 1 CALL_FUNC
                    4 2 ..... sched_waking
                    5 0 d.... csd_queue_cpu 1 sched_ttwu_pending *
                   10 1 d.h.. csd_function_entry sched_ttwu_pending *
                   12 1 d.h.. csd_function_exit sched_ttwu_pending *
                  100 2 d.... csd_queue_cpu 1 sched_ttwu_pending *
                  102 2 d.... ipi_send_cpu 1 CALL_FUNC
                  104 2 ..... sched_waking
                  110 1 d.h.. csd_function_entry sched_ttwu_pending *
                  112 1 d.h.. csd_function_exit sched_ttwu_pending *
                  120 1 ..... sched_waking
                  140 1 ..... sched_waking
                20000 0 d.... sched_waking
                """);
        assertThat(found.ipis).noneMatch(ipi -> ipi.edge() == Ipi.Edge.LOST);
        assertThat(found.ipis).extracting(Ipi::fate).containsExactly(DELIVERED, UNKNOWN, DELIVERED);
    }

    @Test
    void stepsOfTenMicrosecondsForbidTheProof() {
        ReplayedScript found = ReplayedScript.of("""
                     0 1 d.h.. irq_handler_entry 8 timer
                    10 0 ..... csd_queue_cpu 1 flush a
                    20 0 d.... ipi_send_cpu 1 CALL_FUNC
                    30 0 ..... sched_waking
                    40 1 d.h.. irq_handler_exit 8
                  3000 1 ..... sched_waking
                  3100 1 ..... sched_waking
                 20000 1 d.h.. csd_function_entry flush a
                """);
        assertThat(found.ipis).singleElement().extracting(Ipi::edge).isEqualTo(Ipi.Edge.UNDETERMINED);
    }

    @Test
    void linesThatCouldNotBeReadForbidTheProof() {
        LossLedger few = new LossLedger();
        few.add("trace", "line not understood", LossLedger.Severity.ERROR, 1, 7, "absence of an event");
        ReplayedScript found = ReplayedScript.of(LOST_IN_TIMER, few);
        assertThat(found.summary.disorder()).contains("1 lines or records could not be read");
        assertThat(found.ipis).singleElement().extracting(Ipi::edge).isEqualTo(Ipi.Edge.UNDETERMINED);

        LossLedger comments = new LossLedger();
        comments.add("trace", "comment line", LossLedger.Severity.INFO, 12, 1, "");
        assertThat(ReplayedScript.of(LOST_IN_TIMER, comments).ipis)
                .singleElement()
                .extracting(Ipi::edge)
                .isEqualTo(Ipi.Edge.LOST);
    }
}

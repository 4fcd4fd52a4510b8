package lostedge.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.LossLedger;
import lostedge.engine.finding.Evidence.Grade;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.finding.Rescue;
import lostedge.engine.finding.Stall;
import lostedge.engine.finding.Stall.Cause;
import lostedge.engine.replay.ReplayOptions.Poll;
import lostedge.engine.script.EventScript;
import org.junit.jupiter.api.Test;

/** Given these few events, this verdict. */
final class ReplayTest implements FindingSink {
    private static final Clock MONO = new Clock(Clock.Domain.MONOTONIC, 1000, true, true);
    private static final Clock COUNTER = new Clock(Clock.Domain.COUNTER, 0, false, true);

    private final List<Ipi> ipis = new ArrayList<>();
    private final List<Stall> stalls = new ArrayList<>();
    private final List<Rescue> rescues = new ArrayList<>();
    private final List<MaskedWindow> windows = new ArrayList<>();

    private ReplaySummary replay(String script) {
        return replay(script, MONO, Poll.ABSENT);
    }

    private ReplaySummary replay(String script, Clock clock, Poll poll) {
        EventScript events = new EventScript(script);
        Capabilities capabilities = new Capabilities();
        for (int row = 0; row < events.batch().size(); row++) {
            capabilities.see(EventKind.of(events.batch().kind[row]));
        }
        ReplayOptions options = new ReplayOptions(10_000_000, 1_000_000, poll);
        Replay replay = new Replay(events.labels(), capabilities, clock, options, this);
        replay.write(events.batch());
        return replay.finish(new LossLedger());
    }

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

    @Override
    public void window(MaskedWindow window) {
        windows.add(window);
    }

    private static final String LOST_IN_TIMER = """
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
        replay(LOST_IN_TIMER + """
                 20000 1 d.h.. csd_function_entry flush a
                 20005 1 d.h.. csd_function_exit flush a
                """);
        assertThat(ipis).singleElement().satisfies(ipi -> {
            assertThat(ipi.edge()).isEqualTo(Ipi.Edge.LOST);
            assertThat(ipi.fate()).isEqualTo(Ipi.Fate.RESCUED);
            assertThat(ipi.handledBy()).isEqualTo(Ipi.HandledBy.LATER_INTERRUPT);
            assertThat(ipi.lostProbability()).isEqualTo(1);
        });
        assertThat(stalls).singleElement().satisfies(stall -> {
            assertThat(stall.cause()).isEqualTo(Cause.LOST_EDGE);
            assertThat(stall.grade()).isEqualTo(Grade.SHOWN);
            assertThat(stall.rootIpiId()).isEqualTo(ipis.get(0).id());
            assertThat(stall.evidence().get(0).position()).isEqualTo(3);
            assertThat(stall.beginNs()).isEqualTo(10_000);
            assertThat(stall.endNs()).isEqualTo(20_005_000);
        });
    }

    @Test
    void whoQueuesBehindALostEdgeWaitsForItToo() {
        replay(LOST_IN_TIMER + """
                  4000 2 ..... csd_queue_cpu 1 sync b
                 20000 1 d.h.. csd_function_entry flush a
                 20005 1 d.h.. csd_function_exit flush a
                 20006 1 d.h.. csd_function_entry sync b
                 20007 1 d.h.. csd_function_exit sync b
                """);
        assertThat(stalls).hasSize(2);
        Stall behind = stalls.get(1);
        assertThat(behind.cause()).isEqualTo(Cause.LOST_EDGE);
        assertThat(behind.grade()).isEqualTo(Grade.INFERRED);
        assertThat(behind.rootIpiId()).isEqualTo(stalls.get(0).rootIpiId());
        assertThat(ipis.get(1).fate()).isEqualTo(Ipi.Fate.ELIDED);
        assertThat(ipis.get(1).edge()).isEqualTo(Ipi.Edge.NONE);
    }

    @Test
    void aCallNeverRunAfterALostEdgeIsStuck() {
        replay(LOST_IN_TIMER + "60000 0 ..... other pid=0");
        assertThat(ipis.get(0).fate()).isEqualTo(Ipi.Fate.STUCK);
        assertThat(stalls).singleElement().satisfies(stall -> {
            assertThat(stall.ended()).isFalse();
            assertThat(stall.cause()).isEqualTo(Cause.LOST_EDGE);
        });
    }

    @Test
    void aSilentTargetIsNotCalledALoss() {
        replay("""
                     0 1 d.h.. irq_handler_entry 8 timer
                    10 0 d.... csd_queue_cpu 1 flush a
                    12 0 d.... ipi_send_cpu 1 CALL_FUNC
                    14 0 d.... other
                    20 1 d.h.. irq_handler_exit 8
                 50000 1 d.h.. csd_function_entry flush a
                 50005 1 d.h.. csd_function_exit flush a
                """);
        assertThat(ipis.get(0).edge()).isNotEqualTo(Ipi.Edge.LOST);
        assertThat(stalls).singleElement().satisfies(stall -> {
            assertThat(stall.cause()).isEqualTo(Cause.MASKED_TARGET);
            assertThat(stall.grade()).isEqualTo(Grade.POSSIBLE);
            assertThat(stall.rootIpiId()).isEqualTo(-1);
        });
    }

    @Test
    void aSilenceWithAnEdgeNotTakenIsAMaskedWindowFromHalfWayToTheEdge() {
        replay("""
                 1000 1 ..... other
                 2000 0 d.... csd_queue_cpu 1 flush a
                 2000 0 d.... ipi_send_cpu 1 CALL_FUNC
                 2001 0 d.... other
                52000 1 d.h.. call_function_single_entry
                52001 1 d.h.. csd_function_entry flush a
                52005 1 d.h.. csd_function_exit flush a
                """);
        assertThat(windows).singleElement().satisfies(window -> {
            assertThat(window.cpu()).isEqualTo(1);
            assertThat(window.beginNs()).isEqualTo(1_500_000);
            assertThat(window.endNs()).isEqualTo(52_000_000);
        });
    }

    @Test
    void aLongHandlerIsInTheWay() {
        replay("""
                     0 1 d.h.. irq_handler_entry 32 disk
                    10 0 d.... csd_queue_cpu 1 flush a
                    12 0 d.... ipi_send_cpu 1 CALL_FUNC
                    14 0 d.... other
                 40000 1 d.h.. irq_handler_exit 32
                 40050 1 d.h.. csd_function_entry flush a
                 40055 1 d.h.. csd_function_exit flush a
                """);
        assertThat(stalls).singleElement().satisfies(stall -> {
            assertThat(stall.cause()).isEqualTo(Cause.HANDLER_IN_THE_WAY);
            assertThat(stall.parts().get(0).detail()).contains("disk");
        });
        assertThat(ipis.get(0).edge()).isEqualTo(Ipi.Edge.LATCHED);
    }

    @Test
    void aCallbackThatRunsLongIsItsOwnCause() {
        replay("""
                    0 1 ..... other
                   10 0 d.... csd_queue_cpu 1 flush a
                   12 0 d.... ipi_send_cpu 1 CALL_FUNC
                   30 1 d.h.. csd_function_entry flush a
                30000 1 d.h.. csd_function_exit flush a
                """);
        assertThat(stalls).singleElement().extracting(Stall::cause).isEqualTo(Cause.SLOW_CALLBACK);
    }

    @Test
    void callsBeforeItInTheQueueHoldUpTheNext() {
        replay("""
                    0 1 ..... other
                   10 0 d.... csd_queue_cpu 1 slow a
                   12 0 d.... ipi_send_cpu 1 CALL_FUNC
                   20 2 d.... csd_queue_cpu 1 flush b
                   30 1 d.h.. csd_function_entry slow a
                30000 1 d.h.. csd_function_exit slow a
                30002 1 d.h.. csd_function_entry flush b
                30004 1 d.h.. csd_function_exit flush b
                """);
        assertThat(stalls).extracting(Stall::cause).containsExactly(Cause.SLOW_CALLBACK, Cause.QUEUE_BEFORE_IT);
    }

    @Test
    void aCauseThatChangesIsToldInParts() {
        replay("""
                     0 1 d.h.. irq_handler_entry 32 disk
                    10 0 d.... csd_queue_cpu 1 slow a
                    12 0 d.... ipi_send_cpu 1 CALL_FUNC
                    14 0 d.... other
                 20000 1 d.h.. irq_handler_exit 32
                 20050 1 d.h.. csd_function_entry slow a
                 32000 1 d.h.. csd_function_exit slow a
                """);
        assertThat(stalls.get(0).parts())
                .extracting(Stall.Part::cause)
                .containsExactly(Cause.HANDLER_IN_THE_WAY, Cause.UNKNOWN, Cause.SLOW_CALLBACK);
        assertThat(stalls.get(0).cause()).isEqualTo(Cause.HANDLER_IN_THE_WAY);
    }

    @Test
    void anIdleTargetIsSaidToBeIdle() {
        replay("""
                    0 1 ..... other pid=0
                   10 0 d.... csd_queue_cpu 1 flush a
                   12 0 d.... ipi_send_cpu 1 CALL_FUNC
                30000 1 d.... csd_function_entry flush a pid=0
                30004 1 d.... csd_function_exit flush a pid=0
                """);
        assertThat(stalls).singleElement().extracting(Stall::cause).isEqualTo(Cause.IDLE_OR_OFFLINE);
        assertThat(rescues).singleElement().extracting(Rescue::by).isEqualTo(Ipi.HandledBy.IDLE_LOOP);
        assertThat(ipis.get(0).edge()).isEqualTo(Ipi.Edge.UNDETERMINED);
    }

    @Test
    void callersThatWaitForEachOtherAreNamedAsACycle() {
        replay("""
                     0 0 d.... other
                     1 1 d.... other
                    10 0 d.... csd_queue_cpu 1 flush a
                    12 0 d.... ipi_send_cpu 1 CALL_FUNC
                    13 1 d.... csd_queue_cpu 0 flush b
                    14 1 d.... ipi_send_cpu 0 CALL_FUNC
                 50000 2 ..... other
                """);
        assertThat(stalls).hasSize(2).allSatisfy(stall -> {
            assertThat(stall.cause()).isEqualTo(Cause.MUTUAL_WAIT);
            assertThat(stall.ended()).isFalse();
        });
        assertThat(stalls.get(0).parts().get(0).detail()).contains("CPU 0 waits for CPU 1", "CPU 1 waits for CPU 0");
    }

    @Test
    void aTargetNeverSeenLeavesTheCauseUnknown() {
        replay("""
                   10 0 d.... csd_queue_cpu 1 flush a
                   12 0 d.... ipi_send_cpu 1 CALL_FUNC
                50000 0 ..... other
                """);
        assertThat(stalls).singleElement().satisfies(stall -> {
            assertThat(stall.cause()).isEqualTo(Cause.UNKNOWN);
            assertThat(stall.parts().get(0).detail()).contains("no event");
        });
    }

    @Test
    void aPollRescuesWithoutProvingALoss() {
        replay("""
                 0 1 d.h.. irq_handler_entry 8 timer
                10 0 d.... csd_queue_cpu 1 flush a
                12 0 d.... ipi_send_cpu 1 CALL_FUNC
                14 0 d.... other
                20 1 d.h.. irq_handler_exit 8
                30 1 d.h.. csd_function_entry flush a
                35 1 d.h.. csd_function_exit flush a
                40 1 ..s.. softirq_entry 1
                """, MONO, Poll.PRESENT);
        assertThat(rescues).singleElement().satisfies(rescue -> {
            assertThat(rescue.by()).isEqualTo(Ipi.HandledBy.POLL);
            assertThat(rescue.edge()).isEqualTo(Ipi.Edge.UNDETERMINED);
            assertThat(rescue.ageNs()).isEqualTo(18_000);
        });
        assertThat(ipis.get(0).fate()).isEqualTo(Ipi.Fate.RESCUED);
        assertThat(ipis.get(0).lostProbability()).isNaN();
    }

    @Test
    void softirqsAfterAFunctionAtAHandlersEndBetrayThePoll() {
        ReplaySummary summary = replay("""
                 0 1 d.h.. irq_handler_entry 8 timer
                10 0 d.... csd_queue_cpu 1 flush a
                12 0 d.... ipi_send_cpu 1 CALL_FUNC
                20 1 d.h.. irq_handler_exit 8
                30 1 d.h.. csd_function_entry flush a
                35 1 d.h.. csd_function_exit flush a
                40 1 ..s.. softirq_entry 1
                """, MONO, Poll.UNKNOWN);
        assertThat(summary.poll()).isEqualTo(Poll.PRESENT);
    }

    @Test
    void aPollingIdleLoopNeedsNoEdge() {
        replay("""
                 0 1 ..... other pid=0
                10 0 d.... csd_queue_cpu 1 flush a
                12 0 d.... sched_wake_idle_without_ipi 1
                20 1 d.... csd_function_entry flush a pid=0
                25 1 d.... csd_function_exit flush a pid=0
                """);
        assertThat(ipis).singleElement().satisfies(ipi -> {
            assertThat(ipi.edge()).isEqualTo(Ipi.Edge.NONE);
            assertThat(ipi.fate()).isEqualTo(Ipi.Fate.ELIDED);
        });
    }

    @Test
    void irqWorkThatNeverShowsItsStartIsNotLost() {
        replay("""
                    0 1 ..... other
                   10 0 d.... csd_queue_cpu 1 rcu_iw_handler a
                   12 0 d.... ipi_send_cpu 1 CALL_FUNC
                   14 0 d.... other
                   90 1 ..... other
                  190 1 ..... other
                50000 1 ..... other
                """);
        assertThat(stalls).isEmpty();
        assertThat(ipis).noneMatch(ipi -> ipi.edge() == Ipi.Edge.LOST);
    }

    @Test
    void nothingIsConcludedAcrossAGap() {
        ReplaySummary summary = replay(LOST_IN_TIMER.substring(0, LOST_IN_TIMER.indexOf("3100")) + """
                  3050 1 ..... lost_events 9
                  3100 1 ..... sched_waking
                 20000 1 d.h.. csd_function_entry flush a
                 20005 1 d.h.. csd_function_exit flush a
                """);
        assertThat(stalls).isEmpty();
        assertThat(ipis).singleElement().satisfies(ipi -> {
            assertThat(ipi.fate()).isEqualTo(Ipi.Fate.UNKNOWN);
            assertThat(ipi.edge()).isEqualTo(Ipi.Edge.UNDETERMINED);
        });
        assertThat(summary.gaps()).isOne();
        assertThat(summary.limits()).anyMatch(limit -> limit.contains("gaps"));
    }

    @Test
    void aLossProvenBeforeAGapStands() {
        replay(LOST_IN_TIMER + """
                  5000 1 ..... lost_events 9
                 20000 1 d.h.. csd_function_entry flush a
                """);
        assertThat(ipis).singleElement().extracting(Ipi::edge).isEqualTo(Ipi.Edge.LOST);
        assertThat(stalls).isEmpty();
    }

    @Test
    void aClockOfCoarseStepsProvesNoLoss() {
        ReplaySummary summary = replay("""
                     0 1 d.h.. irq_handler_entry 8 timer
                  1000 0 d.... csd_queue_cpu 1 flush a
                  1000 0 d.... ipi_send_cpu 1 CALL_FUNC
                  1000 0 d.... other
                  2000 1 d.h.. irq_handler_exit 8
                  3000 1 ..... other
                  4000 1 ..... other
                 30000 1 d.h.. csd_function_entry flush a
                """);
        assertThat(stalls).singleElement().extracting(Stall::cause).isEqualTo(Cause.UNKNOWN);
        assertThat(ipis.get(0).edge()).isEqualTo(Ipi.Edge.UNDETERMINED);
        assertThat(summary.limits()).anyMatch(limit -> limit.contains("steps of 1.00 ms"));
    }

    @Test
    void aClockThatCountsEventsMeasuresNoWait() {
        replay(LOST_IN_TIMER + "20000 1 d.h.. csd_function_entry flush a", COUNTER, Poll.ABSENT);
        assertThat(stalls).isEmpty();
    }

    @Test
    void twoSendsAnsweredByOneEntryAreCoalesced() {
        replay("""
                 0 1 ..... other
                10 0 d.... ipi_send_cpu 1 RESCHEDULE
                11 0 d.... other
                12 2 d.... ipi_send_cpu 1 RESCHEDULE
                13 2 d.... other
                20 1 d.h.. reschedule_entry
                21 1 d.h.. reschedule_exit
                """);
        assertThat(ipis).extracting(Ipi::fate).containsExactly(Ipi.Fate.DELIVERED, Ipi.Fate.COALESCED);
    }

    @Test
    void aLateWakeUpSaysThatItsSenderWentOn() {
        replay("""
                    0 1 ..... other
                   10 0 d.... csd_queue_cpu 1 sched_ttwu_pending a
                   12 0 d.... ipi_send_cpu 1 CALL_FUNC
                   15 0 d.... sched_switch 7
                30000 1 d.h.. csd_function_entry sched_ttwu_pending a
                """);
        assertThat(stalls.get(0).evidence())
                .anyMatch(evidence -> evidence.says().contains("did not wait"));
    }

    @Test
    void whoSleepsBehindAWaiterIsHeldUpByTheSameCpu() {
        replay("""
                    0 1 d.h.. irq_handler_entry 32 disk
                   10 0 ..... csd_queue_cpu 1 flush a pid=5
                   12 0 ..... ipi_send_cpu 1 CALL_FUNC pid=5
                   20 2 d.... sched_switch 0 D pid=7
                40000 1 d.h.. irq_handler_exit 32
                40050 1 d.h.. csd_function_entry flush a
                40055 1 d.h.. csd_function_exit flush a
                40070 0 d.... sched_waking 2 7 pid=5
                """);
        assertThat(stalls).extracting(Stall::cause).containsExactly(Cause.HANDLER_IN_THE_WAY, Cause.LOCK_CONTENTION);
        assertThat(stalls.get(1).waiterCpu()).isEqualTo(2);
        assertThat(stalls.get(1).targetCpu()).isZero();
    }

    @Test
    void aSummaryNamesTheTracepointsThatWouldShowMore() {
        ReplaySummary summary = replay("""
                 0 1 ..... other
                20 1 d.h.. reschedule_entry
                """);
        assertThat(summary.limits()).anyMatch(limit -> limit.contains("csd:csd_queue_cpu"));
        assertThat(summary.limits()).anyMatch(limit -> limit.contains("ipi:ipi_send_cpu"));
    }
}

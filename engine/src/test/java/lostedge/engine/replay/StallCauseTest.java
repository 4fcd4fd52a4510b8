package lostedge.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import lostedge.engine.finding.Evidence;
import lostedge.engine.finding.Evidence.Grade;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Rescue;
import lostedge.engine.finding.Stall;
import lostedge.engine.finding.Stall.Cause;
import org.junit.jupiter.api.Test;

/** Why a message waited, from what its target and its sender did. */
final class StallCauseTest {
    @Test
    void aLongHandlerIsInTheWay() {
        ReplayedScript found = ReplayedScript.of("""
                     0 1 d.h.. irq_handler_entry 32 disk
                    10 0 d.... csd_queue_cpu 1 flush a
                    12 0 d.... ipi_send_cpu 1 CALL_FUNC
                    14 0 d.... other
                 40000 1 d.h.. irq_handler_exit 32
                 40050 1 d.h.. csd_function_entry flush a
                 40055 1 d.h.. csd_function_exit flush a
                """);
        assertThat(found.stalls).singleElement().satisfies(stall -> {
            assertThat(stall.cause()).isEqualTo(Cause.HANDLER_IN_THE_WAY);
            assertThat(stall.parts().get(0).detail()).contains("disk");
        });
        assertThat(found.ipis.get(0).edge()).isEqualTo(Ipi.Edge.LATCHED);
    }

    @Test
    void aCallbackThatRunsLongIsItsOwnCause() {
        ReplayedScript found = ReplayedScript.of("""
                    0 1 ..... other
                   10 0 d.... csd_queue_cpu 1 flush a
                   12 0 d.... ipi_send_cpu 1 CALL_FUNC
                   30 1 d.h.. csd_function_entry flush a
                30000 1 d.h.. csd_function_exit flush a
                """);
        assertThat(found.stalls).singleElement().extracting(Stall::cause).isEqualTo(Cause.SLOW_CALLBACK);
    }

    @Test
    void callsBeforeItInTheQueueHoldUpTheNext() {
        ReplayedScript found = ReplayedScript.of("""
                    0 1 ..... other
                   10 0 d.... csd_queue_cpu 1 slow a
                   12 0 d.... ipi_send_cpu 1 CALL_FUNC
                   20 2 d.... csd_queue_cpu 1 flush b
                   30 1 d.h.. csd_function_entry slow a
                30000 1 d.h.. csd_function_exit slow a
                30002 1 d.h.. csd_function_entry flush b
                30004 1 d.h.. csd_function_exit flush b
                """);
        assertThat(found.stalls).extracting(Stall::cause).containsExactly(Cause.SLOW_CALLBACK, Cause.QUEUE_BEFORE_IT);
    }

    @Test
    void aCauseThatChangesIsToldInParts() {
        ReplayedScript found = ReplayedScript.of("""
                     0 1 d.h.. irq_handler_entry 32 disk
                    10 0 d.... csd_queue_cpu 1 slow a
                    12 0 d.... ipi_send_cpu 1 CALL_FUNC
                    14 0 d.... other
                 20000 1 d.h.. irq_handler_exit 32
                 20050 1 d.h.. csd_function_entry slow a
                 32000 1 d.h.. csd_function_exit slow a
                """);
        assertThat(found.stalls.get(0).parts())
                .extracting(Stall.Part::cause)
                .containsExactly(Cause.HANDLER_IN_THE_WAY, Cause.UNKNOWN, Cause.SLOW_CALLBACK);
        assertThat(found.stalls.get(0).cause()).isEqualTo(Cause.HANDLER_IN_THE_WAY);
    }

    @Test
    void anIdleTargetIsSaidToBeIdle() {
        ReplayedScript found = ReplayedScript.of("""
                    0 1 ..... other pid=0
                   10 0 d.... csd_queue_cpu 1 flush a
                   12 0 d.... ipi_send_cpu 1 CALL_FUNC
                30000 1 d.... csd_function_entry flush a pid=0
                30004 1 d.... csd_function_exit flush a pid=0
                """);
        assertThat(found.stalls).singleElement().extracting(Stall::cause).isEqualTo(Cause.IDLE_OR_OFFLINE);
        assertThat(found.rescues).singleElement().extracting(Rescue::by).isEqualTo(Ipi.HandledBy.IDLE_LOOP);
        assertThat(found.ipis.get(0).edge()).isEqualTo(Ipi.Edge.UNDETERMINED);
    }

    @Test
    void callersThatWaitForEachOtherAreNamedAsACycle() {
        ReplayedScript found = ReplayedScript.of("""
                     0 0 d.... other
                     1 1 d.... other
                    10 0 d.... csd_queue_cpu 1 flush a
                    12 0 d.... ipi_send_cpu 1 CALL_FUNC
                    13 1 d.... csd_queue_cpu 0 flush b
                    14 1 d.... ipi_send_cpu 0 CALL_FUNC
                 50000 2 ..... other
                """);
        assertThat(found.stalls).hasSize(2).allSatisfy(stall -> {
            assertThat(stall.cause()).isEqualTo(Cause.MUTUAL_WAIT);
            assertThat(stall.ended()).isFalse();
        });
        assertThat(found.stalls.get(0).parts().get(0).detail())
                .contains("CPU 0 waits for CPU 1", "CPU 1 waits for CPU 0");
    }

    @Test
    void aTargetNeverSeenLeavesTheCauseUnknown() {
        ReplayedScript found = ReplayedScript.of("""
                   10 0 d.... csd_queue_cpu 1 flush a
                   12 0 d.... ipi_send_cpu 1 CALL_FUNC
                50000 0 ..... other
                """);
        assertThat(found.stalls).singleElement().satisfies(stall -> {
            assertThat(stall.cause()).isEqualTo(Cause.UNKNOWN);
            assertThat(stall.parts().get(0).detail()).contains("no event");
        });
    }

    @Test
    void aLateWakeUpSaysThatItsSenderWentOn() {
        ReplayedScript found = ReplayedScript.of("""
                    0 1 ..... other
                   10 0 d.... csd_queue_cpu 1 sched_ttwu_pending a
                   12 0 d.... ipi_send_cpu 1 CALL_FUNC
                   15 0 d.... sched_switch 7
                30000 1 d.h.. csd_function_entry sched_ttwu_pending a
                """);
        assertThat(found.stalls.get(0).sender()).isEqualTo(Stall.Sender.WENT_ON);
        assertThat(found.stalls.get(0).waiter()).isEqualTo("A message of CPU 0");
        assertThat(found.stalls.get(0).evidence())
                .anyMatch(evidence -> evidence.says().contains("did not wait"));
    }

    @Test
    void whoSleepsBehindAWaiterIsHeldUpByTheSameCpu() {
        ReplayedScript found = ReplayedScript.of("""
                    0 1 d.h.. irq_handler_entry 32 disk
                   10 0 ..... csd_queue_cpu 1 flush a pid=5
                   12 0 ..... ipi_send_cpu 1 CALL_FUNC pid=5
                   20 2 d.... sched_switch 0 D pid=7
                40000 1 d.h.. irq_handler_exit 32
                40050 1 d.h.. csd_function_entry flush a
                40055 1 d.h.. csd_function_exit flush a
                40070 0 d.... sched_waking 2 7 pid=5
                """);
        assertThat(found.stalls)
                .extracting(Stall::cause)
                .containsExactly(Cause.HANDLER_IN_THE_WAY, Cause.LOCK_CONTENTION);
        assertThat(found.stalls.get(1).waiterCpu()).isEqualTo(2);
        assertThat(found.stalls.get(1).targetCpu()).isZero();
    }

    private static final String CALL_OF_TASK_5 = """
                    0 1 d.h.. irq_handler_entry 32 disk
                   10 0 ..... csd_queue_cpu 1 flush a pid=5
                   12 0 ..... ipi_send_cpu 1 CALL_FUNC pid=5
            """;
    private static final String ITS_END = """
                40000 1 d.h.. irq_handler_exit 32
                40050 1 d.h.. csd_function_entry flush a
                40055 1 d.h.. csd_function_exit flush a
            """;

    @Test
    void aSenderSeenInInterruptsAloneSpun() {
        ReplayedScript found = ReplayedScript.of(CALL_OF_TASK_5 + """
                 1000 0 d.h.. irq_handler_entry 8 timer pid=5
                30000 0 d.h.. irq_handler_entry 8 timer pid=5
                """ + ITS_END);
        assertThat(found.stalls).singleElement().extracting(Stall::sender).isEqualTo(Stall.Sender.SPUN);
    }

    @Test
    void aSenderWhoseInterruptsFoundAnotherTaskWentOn() {
        ReplayedScript found =
                ReplayedScript.of(CALL_OF_TASK_5 + "30000 0 d.h.. irq_handler_entry 8 timer pid=6\n" + ITS_END);
        assertThat(found.stalls).singleElement().extracting(Stall::sender).isEqualTo(Stall.Sender.WENT_ON);
    }

    @Test
    void aSenderThatRecordedNothingMayHaveSpunOrNot() {
        ReplayedScript found = ReplayedScript.of(CALL_OF_TASK_5 + ITS_END);
        assertThat(found.stalls).singleElement().extracting(Stall::sender).isEqualTo(Stall.Sender.UNKNOWN);
    }

    private static final String CALL = """
                     0 1 ..... other
                    10 0 d.... csd_queue_cpu 1 flush a
                    12 0 d.... ipi_send_cpu 1 CALL_FUNC
            """;

    private static final String START = "40000 1 d.h.. csd_function_entry flush a";

    @Test
    void aMaskBetweenIrqDisableAndIrqEnableIsShownWithItsCaller() {
        ReplayedScript found =
                ReplayedScript.of("0 1 d.... irq_disable spin\n" + CALL + "39990 1 ..... irq_enable spin\n" + START);
        assertThat(found.stalls).singleElement().satisfies(stall -> {
            assertThat(stall.cause()).isEqualTo(Cause.MASKED_TARGET);
            assertThat(stall.grade()).isEqualTo(Grade.SHOWN);
            assertThat(stall.parts().get(0).detail()).contains("spin");
        });
    }

    @Test
    void aTargetThatTakesNothingWithInterruptsOnDidNotRun() {
        ReplayedScript found = ReplayedScript.of("0 1 d.... irq_disable spin\n 5 1 ..... irq_enable spin\n"
                + CALL.substring(CALL.indexOf("10 0")) + START);
        assertThat(found.stalls).singleElement().satisfies(stall -> {
            assertThat(stall.cause()).isEqualTo(Cause.DESCHEDULED);
            assertThat(stall.grade()).isEqualTo(Grade.INFERRED);
        });
        assertThat(found.windows).isEmpty();
    }

    @Test
    void aSilentTargetWithoutTracedMasksIsOnlyPossiblyMasked() {
        ReplayedScript found = ReplayedScript.of(CALL + START);
        assertThat(found.stalls).singleElement().satisfies(stall -> {
            assertThat(stall.grade()).isEqualTo(Grade.POSSIBLE);
            assertThat(stall.overturnedBy()).contains("preemptirq:irq_disable");
        });
    }

    @Test
    void aHardLockupInTheKernelLogFirmsUpTheMask() {
        ReplayedScript found = ReplayedScript.of(CALL + "30000 1 ? hard_lockup\n" + START);
        assertThat(found.stalls).singleElement().satisfies(stall -> {
            assertThat(stall.cause()).isEqualTo(Cause.MASKED_TARGET);
            assertThat(stall.grade()).isEqualTo(Grade.INFERRED);
            assertThat(stall.evidence()).anyMatch(evidence -> evidence.says().contains("hard lockup"));
        });
    }

    private static final String SEEN_RUNNING = """
                 %d 1 d.... other
                """;

    private static String running() {
        StringBuilder script = new StringBuilder(CALL);
        for (int us = 500; us < 40_000; us += 500) {
            script.append(SEEN_RUNNING.formatted(us));
            script.append("%d 1 d.... sched_switch 1\n".formatted(us + 1));
        }
        return script.toString();
    }

    @Test
    void aPingThatTheKernelCountedAndNoGotIpiIsALostEdge() {
        ReplayedScript found = ReplayedScript.of(running() + "39000 0 ? csd_sequence 1 12 pinged\n" + START);
        assertThat(found.stalls).singleElement().satisfies(stall -> {
            assertThat(stall.cause()).isEqualTo(Cause.LOST_EDGE);
            assertThat(stall.grade()).isEqualTo(Grade.INFERRED);
            assertThat(stall.evidence()).anyMatch(evidence -> evidence.says().contains("no gotipi"));
        });
    }

    @Test
    void aPingWithAGotIpiAfterItIsNone() {
        ReplayedScript found = ReplayedScript.of(
                running() + "39000 0 ? csd_sequence 1 12 pinged\n39000 -1 ? csd_sequence 1 13 gotipi\n" + START);
        assertThat(found.stalls).singleElement().extracting(Stall::cause).isEqualTo(Cause.UNKNOWN);
    }

    private static final String EACH_OTHER = """
                     0 0 %1$s other
                     1 1 %1$s other
                    10 0 %1$s csd_queue_cpu 1 flush a
                    12 0 %1$s ipi_send_cpu 1 CALL_FUNC
                    13 1 %1$s csd_queue_cpu 0 flush b
                    14 1 %1$s ipi_send_cpu 0 CALL_FUNC
            """;

    @Test
    void callersThatTakeInterruptsDoNotHoldEachOtherUp() {
        ReplayedScript found = ReplayedScript.of(EACH_OTHER.formatted(".....") + "50000 2 ..... other");
        assertThat(found.stalls).hasSize(2).noneMatch(stall -> stall.cause() == Cause.MUTUAL_WAIT);
    }

    @Test
    void aCycleThatIsBrokenBeforeTheRecordingEndsIsNamedForAllInIt() {
        ReplayedScript found = ReplayedScript.of(EACH_OTHER.formatted("d....") + """
                50000 1 d.... csd_function_entry flush a
                50002 1 d.... csd_function_exit flush a
                50010 0 d.... csd_function_entry flush b
                50012 0 d.... csd_function_exit flush b
                60000 2 ..... other
                """);
        assertThat(found.stalls).hasSize(2).allMatch(stall -> stall.cause() == Cause.MUTUAL_WAIT && stall.ended());
    }

    @Test
    void aWaitForALockIsShownByItsBrackets() {
        ReplayedScript found = ReplayedScript.of("""
                    0 0 ..... contention_begin f00 SPIN pid=7
                   10 1 ..... contention_begin f08 pid=8
                30000 0 ..... contention_end f00 pid=7
                30010 2 ..... contention_end f08 pid=8
                """);
        assertThat(found.stalls).hasSize(2).allSatisfy(stall -> {
            assertThat(stall.cause()).isEqualTo(Cause.LOCK_CONTENTION);
            assertThat(stall.grade()).isEqualTo(Grade.SHOWN);
            assertThat(stall.durationNs()).isEqualTo(30_000_000);
        });
        assertThat(found.stalls).extracting(Stall::function).containsExactly("lock 0xf00", "lock 0xf08");
        assertThat(found.stalls).extracting(Stall::sender).containsExactly(Stall.Sender.SPUN, Stall.Sender.SLEPT);
    }

    @Test
    void aWaitForALockStandsWhereItBegan() {
        ReplayedScript found = ReplayedScript.of("""
                    0 1 ..... contention_begin f00 pid=7
                   10 2 ..... contention_begin f08 pid=8
                30000 3 ..... contention_end f00 pid=7
                30020 0 ..... other
                """);
        assertThat(found.stalls).extracting(Stall::waiterCpu).containsExactly(1, 2);
        assertThat(found.stalls).extracting(Stall::ended).containsExactly(true, false);
        assertThat(found.stalls.get(0).evidence()).extracting(Evidence::cpu).containsExactly(1, 3);
    }

    @Test
    void aWaitForALockIsNotToldAcrossAGap() {
        ReplayedScript found = ReplayedScript.of("""
                    0 0 ..... contention_begin f00 SPIN pid=7
                15000 0 ..... lost_events 3
                30000 0 ..... contention_end f00 pid=7
                """);
        assertThat(found.stalls).isEmpty();
    }

    @Test
    void noEdgeIsSaidToBeMissingWhereSendsAreNotRecorded() {
        ReplayedScript found = ReplayedScript.of("""
                    0 1 ..... other
                   10 0 d.... csd_queue_cpu 1 flush a
                30000 1 d.h.. csd_function_entry flush a
                30004 1 d.h.. csd_function_exit flush a
                """);
        assertThat(found.stalls.get(0).evidence())
                .noneMatch(event -> event.says().contains("no edge sent"));
    }

    @Test
    void aFunctionIsNotCalledSlowWhereEndsAreNotRecorded() {
        ReplayedScript found = ReplayedScript.of("""
                    0 1 ..... other
                   10 0 d.... csd_queue_cpu 1 flush a
                   12 0 d.... ipi_send_cpu 1 CALL_FUNC
                   20 1 d.h.. csd_function_entry flush a
                50000 1 ..... other
                """);
        assertThat(found.stalls).isEmpty();
    }

    @Test
    void aHandlerNotSeenLeftIsPossiblyInTheWay() {
        ReplayedScript found = ReplayedScript.of("""
                    0 1 d.h.. irq_handler_entry 32 disk
                   10 0 d.... csd_queue_cpu 1 flush a
                   12 0 d.... ipi_send_cpu 1 CALL_FUNC
                50000 0 ..... other
                """);
        assertThat(found.stalls).singleElement().satisfies(stall -> {
            assertThat(stall.cause()).isEqualTo(Cause.HANDLER_IN_THE_WAY);
            assertThat(stall.grade()).isEqualTo(Grade.POSSIBLE);
        });
    }
}

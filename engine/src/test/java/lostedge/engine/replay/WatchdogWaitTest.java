package lostedge.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import lostedge.engine.finding.Evidence.Grade;
import lostedge.engine.finding.Stall;
import lostedge.engine.finding.Stall.Cause;
import org.junit.jupiter.api.Test;

/** Waits that the kernel log tells of and no trace. */
final class WatchdogWaitTest {
    private static final String DETECTED = """
            6000000 2 ? csd_lock_detected 1 #7 5000000 flush
            6000010 2 ? csd_lock_state #7 %s
            """;

    private static final String SENT_AGAIN = """
            6000020 2 ? csd_lock_resend 1 #7
            %d 2 ? csd_lock_unstuck 1 #7
            """;

    private static Stall stall(String log) {
        ReplayedScript found = ReplayedScript.ofKindsSeen(log);
        assertThat(found.stalls).hasSize(1);
        return found.stalls.get(0);
    }

    @Test
    void anInterruptSentAgainAndAnsweredAtOnceShowsTheFirstLost() {
        Stall stall = stall(DETECTED.formatted("unresponsive") + SENT_AGAIN.formatted(6_003_000));
        assertThat(stall.waiterCpu()).isEqualTo(2);
        assertThat(stall.targetCpu()).isEqualTo(1);
        assertThat(stall.function()).isEqualTo("flush");
        assertThat(stall.beginNs()).isEqualTo(1_000_000_000L);
        assertThat(stall.endNs()).isEqualTo(6_003_000_000L);
        assertThat(stall.ended()).isTrue();
        assertThat(stall.cause()).isEqualTo(Cause.LOST_EDGE);
        assertThat(stall.grade()).isEqualTo(Grade.INFERRED);
        assertThat(stall.rootIpiId()).isEqualTo(-1);
        assertThat(stall.evidence()).hasSize(3);
    }

    @Test
    void anInterruptSentAgainAndAnsweredLateShowsNothing() {
        Stall stall = stall(DETECTED.formatted("unresponsive") + SENT_AGAIN.formatted(7_000_000));
        assertThat(stall.cause()).isEqualTo(Cause.UNKNOWN);
        assertThat(stall.parts().get(0).detail()).contains("lost, or held off");
    }

    @Test
    void aWaitReportedAgainAndAgainIsOne() {
        Stall stall = stall(DETECTED.formatted("unresponsive") + """
                11000000 2 ? csd_lock_detected 1 #7 10000000 flush
                """);
        assertThat(stall.ended()).isFalse();
        assertThat(stall.durationNs()).isEqualTo(10_000_000_000L);
        assertThat(stall.cause()).isEqualTo(Cause.UNKNOWN);
    }

    @Test
    void aTargetThatHandlesTheRequestIsSlow() {
        assertThat(stall(DETECTED.formatted("handling_this_request")).cause()).isEqualTo(Cause.SLOW_CALLBACK);
    }

    @Test
    void aTargetThatHandlesAnEarlierRequestHasAQueue() {
        Stall stall = stall(DETECTED.formatted("handling_prior do_sync"));
        assertThat(stall.cause()).isEqualTo(Cause.QUEUE_BEFORE_IT);
        assertThat(stall.parts().get(0).detail()).contains("do_sync");
    }

    @Test
    void aTargetInAHardLockupIsMasked() {
        Stall stall = stall("""
                2000000 1 ? hard_lockup
                """ + DETECTED.formatted("unresponsive"));
        assertThat(stall.cause()).isEqualTo(Cause.MASKED_TARGET);
    }

    @Test
    void aTargetInASoftLockupTakesTimersAndNotTheInterrupt() {
        Stall stall = stall("""
                5000000 1 ? soft_lockup 26
                """ + DETECTED.formatted("unresponsive"));
        assertThat(stall.cause()).isEqualTo(Cause.LOST_EDGE);
        assertThat(stall.grade()).isEqualTo(Grade.INFERRED);
    }

    @Test
    void aSoftLockupAfterTheLastReportProvesNothingOfTheTarget() {
        Stall stall = stall(DETECTED.formatted("unresponsive") + """
                6500000 1 ? soft_lockup 26
                6500001 2 ? csd_lock_unstuck 1 #7
                """);
        assertThat(stall.cause()).isEqualTo(Cause.UNKNOWN);
    }

    @Test
    void reportsOfMoreWaitsThanAreKeptAreCounted() {
        StringBuilder log = new StringBuilder();
        for (int number = 1; number <= 4099; number++) {
            log.append("%d 2 ? csd_lock_detected 1 #%d 5000000 flush%n".formatted(6_000_000 + number, number));
        }
        ReplayedScript found = ReplayedScript.ofKindsSeen(log.toString());
        assertThat(found.stalls).hasSize(4096);
        assertThat(found.summary.limits())
                .contains("3 reports of waits in the kernel log were left out: no more than 4096 are kept at once.");
    }

    @Test
    void aSoftLockupInACallIsAWaitForNobodyKnowsWhom() {
        Stall stall = stall("""
                30000000 1 ? soft_lockup 26
                30000010 1 ? cpu_backtrace smp_call_function_many_cond
                40000000 3 ? soft_lockup 26
                40000010 3 ? cpu_backtrace memcpy
                58000000 1 ? soft_lockup 54
                58000010 1 ? cpu_backtrace smp_call_function_many_cond
                """);
        assertThat(stall.waiterCpu()).isEqualTo(1);
        assertThat(stall.targetCpu()).isEqualTo(-1);
        assertThat(stall.beginNs()).isEqualTo(4_000_000_000L);
        assertThat(stall.endNs()).isEqualTo(58_000_010_000L);
        assertThat(stall.cause()).isEqualTo(Cause.UNKNOWN);
    }

    @Test
    void aWaitTheTraceShowsIsNotToldTwice() {
        ReplayedScript found = ReplayedScript.of("""
                      0 1 d.h.. irq_handler_entry 8 timer
                      1 2 ..... sched_waking
                     10 2 ..... csd_queue_cpu 1 flush a
                     12 2 ..... ipi_send_cpu 1 CALL_FUNC
                5000010 2 ? csd_lock_detected 1 #7 5000000 flush
                5000020 1 d.h.. csd_function_entry flush a
                5000025 1 d.h.. csd_function_exit flush a
                5000030 2 d.h.. irq_handler_entry 8 timer
                """);
        assertThat(found.stalls).singleElement().satisfies(stall -> {
            assertThat(stall.beginNs()).isEqualTo(10_000);
            assertThat(stall.evidence()).anyMatch(evidence -> evidence.says().contains("csd-lock watchdog"));
        });
    }
}

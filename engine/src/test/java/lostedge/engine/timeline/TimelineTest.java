package lostedge.engine.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.script.EventScript;
import org.junit.jupiter.api.Test;

/** What a few events say of the messages under way. */
final class TimelineTest {
    private final List<Call> calls = new ArrayList<>();
    private final List<Call.End> ends = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private Timeline timeline = new Timeline(new EventScript("").labels(), 1_000_000, new TimelineListener() {});

    private void replay(String script) {
        EventScript events = new EventScript(script);
        timeline = new Timeline(events.labels(), 1_000_000, new TimelineListener() {
            @Override
            public void finished(Call call, Call.End end) {
                calls.add(call);
                ends.add(end);
            }

            @Override
            public void sent(Edge edge) {
                edges.add(edge);
            }
        });
        timeline.write(events.batch());
        timeline.finish();
    }

    @Test
    void aCallIsPairedFromQueueToExit() {
        replay("""
                 0 1 ..... other
                10 0 d.... csd_queue_cpu 1 flush a
                12 0 d.... ipi_send_cpu 1 CALL_FUNC
                20 1 d.h.. csd_function_entry flush a
                23 1 d.h.. csd_function_exit flush a
                30 0 ..... other
                """);
        assertThat(ends).containsExactly(Call.End.RETURNED);
        Call call = calls.get(0);
        assertThat(call.opensEpoch()).isTrue();
        assertThat(call.startNs()).isEqualTo(20_000);
        assertThat(call.exitNs()).isEqualTo(23_000);
        assertThat(edges.get(0).answeredNs()).isEqualTo(20_000);
        assertThat(edges.get(0).passedOverNs()).isEqualTo(Call.NEVER);
    }

    @Test
    void startsOfCpusJustSeenAgainSetNoClocksAgainstEachOther() {
        StringBuilder script = new StringBuilder("0 0 ..... other\n");
        for (int target = 1; target < 6; target++) {
            script.append("""
                    %1$d10 0 d.... csd_queue_cpu %1$d flush %1$d
                    %1$d12 0 d.... ipi_send_cpu %1$d CALL_FUNC
                    %1$d20 %1$d d.h.. csd_function_entry flush %1$d
                    %1$d23 %1$d d.h.. csd_function_exit flush %1$d
                    %1$d50 0 d.... csd_queue_cpu %1$d flush %1$d
                    %1$d52 0 d.... ipi_send_cpu %1$d CALL_FUNC
                    %1$d60 %1$d d.h.. csd_function_entry flush %1$d
                    %1$d63 %1$d d.h.. csd_function_exit flush %1$d
                    """.formatted(target));
        }
        replay(script.toString());
        assertThat(timeline.startsBeforeCause()).isZero();
        assertThat(timeline.clocksDisagree()).isFalse();
    }

    @Test
    void aCallToAQueueThatIsNotEmptyRidesOnTheFirstEdge() {
        replay("""
                 0 1 ..... other
                10 0 d.... csd_queue_cpu 1 flush a
                12 0 d.... ipi_send_cpu 1 CALL_FUNC
                15 2 d.... csd_queue_cpu 1 flush b
                """);
        assertThat(calls).hasSize(2).allMatch(call -> call.edge() == edges.get(0));
        assertThat(calls.get(1).opensEpoch()).isFalse();
        assertThat(ends).containsOnly(Call.End.OPEN);
    }

    @Test
    void aTargetSeenRunningAfterTheEdgeLeftPassedItOver() {
        replay("""
                 0 1 d.h.. irq_handler_entry 8 timer
                10 0 d.... csd_queue_cpu 1 flush a
                12 0 d.... ipi_send_cpu 1 CALL_FUNC
                14 0 ..... sched_waking
                16 1 d.h.. irq_handler_exit 8
                20 1 ..... other
                30 1 ..... other
                """);
        Edge edge = edges.get(0);
        assertThat(edge.departedNs()).isEqualTo(14_000);
        assertThat(edge.acceptingNs()).isEqualTo(20_000);
        assertThat(edge.passedOverNs()).isEqualTo(30_000);
    }

    @Test
    void aSecondHandlerAfterTheFirstPassesTheEdgeOver() {
        replay("""
                 0 1 d.h.. irq_handler_entry 8 timer
                10 0 d.... csd_queue_cpu 1 flush a
                12 0 d.... ipi_send_cpu 1 CALL_FUNC
                14 0 d.... sched_waking
                16 1 d.h.. irq_handler_exit 8
                90 1 d.h.. irq_handler_entry 8 timer
                """);
        assertThat(edges.get(0).passedOverNs()).isEqualTo(90_000);
    }

    @Test
    void aSilentTargetPassesNothingOver() {
        replay("""
                   0 1 ..... other
                  10 0 d.... csd_queue_cpu 1 flush a
                  12 0 d.... ipi_send_cpu 1 CALL_FUNC
                  14 0 d.... other
                9999 1 d.h.. csd_function_entry flush a
                """);
        assertThat(edges.get(0).acceptingNs()).isEqualTo(Call.NEVER);
        assertThat(edges.get(0).passedOverNs()).isEqualTo(Call.NEVER);
    }

    @Test
    void anEdgeIsNotDatedBeforeItsSenderIsSeenPastIt() {
        replay("""
                 0 1 ..... other
                10 0 ..... csd_queue_cpu 1 flush a
                12 0 ..... ipi_send_cpu 1 CALL_FUNC
                14 0 d.h.. irq_handler_entry 8 timer
                20 1 ..... other
                30 1 ..... other
                """);
        assertThat(edges.get(0).departedNs()).isEqualTo(Call.NEVER);
        assertThat(edges.get(0).passedOverNs()).isEqualTo(Call.NEVER);
    }

    @Test
    void oneStartTakesAllWakeUpsOfItsTarget() {
        replay("""
                 0 1 ..... other
                10 0 d.... csd_queue_cpu 1 sched_ttwu_pending a
                12 0 d.... ipi_send_cpu 1 CALL_FUNC
                14 2 d.... csd_queue_cpu 1 sched_ttwu_pending b
                15 2 d.... other
                20 1 d.h.. csd_function_entry sched_ttwu_pending a
                23 1 d.h.. csd_function_exit sched_ttwu_pending a
                """);
        assertThat(ends).containsExactlyInAnyOrder(Call.End.BATCHED, Call.End.RETURNED);
        assertThat(calls).allMatch(call -> call.startNs() == 20_000);
    }

    @Test
    void aWakeUpWithAnEdgeOfItsOwnIsNotTakenByAnEarlierStart() {
        replay("""
                 0 1 ..... other
                10 0 d.... csd_queue_cpu 1 sched_ttwu_pending a
                12 0 d.... ipi_send_cpu 1 CALL_FUNC
                19 2 d.... csd_queue_cpu 1 sched_ttwu_pending b
                20 1 d.h.. csd_function_entry sched_ttwu_pending a
                21 2 d.... ipi_send_cpu 1 CALL_FUNC
                23 1 d.h.. csd_function_exit sched_ttwu_pending a
                30 1 d.h.. csd_function_entry sched_ttwu_pending b
                """);
        assertThat(calls).extracting(Call::startNs).containsExactly(20_000L, 30_000L);
    }

    @Test
    void hiddenPointersPairInOrderByFunctionAndTarget() {
        replay("""
                 0 1 ..... other
                10 0 d.... csd_queue_cpu 1 flush *
                12 0 d.... ipi_send_cpu 1 CALL_FUNC
                14 2 d.... csd_queue_cpu 1 flush *
                15 3 d.... csd_queue_cpu 2 flush *
                20 1 d.h.. csd_function_entry flush *
                21 1 d.h.. csd_function_exit flush *
                22 1 d.h.. csd_function_entry flush *
                23 1 d.h.. csd_function_exit flush *
                """);
        assertThat(calls.subList(0, 2)).extracting(Call::source).containsExactly(0, 2);
        assertThat(ends.get(2)).isEqualTo(Call.End.OPEN);
    }

    @Test
    void aStartPrintedBeforeItsQueueUnderOneStampBelongsToIt() {
        replay("""
                 0 0 ..... other
                10 1 d.h.. csd_function_entry flush a
                10 1 d.h.. csd_function_exit flush a
                10 0 d.... csd_queue_cpu 1 flush a
                10 0 d.... ipi_send_cpu 1 CALL_FUNC
                """);
        assertThat(ends).containsExactly(Call.End.RETURNED);
        assertThat(calls.get(0).startNs()).isEqualTo(10_000);
        assertThat(timeline.clocksDisagree()).isFalse();
    }

    @Test
    void aCsdQueuedAgainWasTakenUnseen() {
        replay("""
                 0 1 ..... other
                10 0 d.... csd_queue_cpu 1 flush a
                12 0 d.... ipi_send_cpu 1 CALL_FUNC
                40 0 d.... csd_queue_cpu 1 flush a
                42 0 d.... ipi_send_cpu 1 CALL_FUNC
                50 1 d.h.. csd_function_entry flush a
                51 1 d.h.. csd_function_exit flush a
                """);
        assertThat(ends).containsExactly(Call.End.UNSEEN, Call.End.RETURNED);
        assertThat(calls.get(1).queueNs()).isEqualTo(40_000);
    }

    @Test
    void aGapAtTheTargetHidesWhatBecameOfItsCalls() {
        replay("""
                 0 1 ..... other
                10 0 d.... csd_queue_cpu 1 flush a
                12 0 d.... ipi_send_cpu 1 CALL_FUNC
                20 1 ..... lost_events 5
                30 1 d.h.. csd_function_entry flush a
                """);
        assertThat(ends).containsExactly(Call.End.GAP);
        assertThat(edges.get(0).touchedByGap()).isTrue();
    }

    @Test
    void callsToACpuWhoseBufferStartsLaterAreNotJudgedButLaterOnesAre() {
        replay("""
                10 0 d.... csd_queue_cpu 1 flush a
                12 0 d.... ipi_send_cpu 1 CALL_FUNC
                15 1 ..... buffer_start
                20 1 ..... other
                30 0 d.... csd_queue_cpu 1 flush a
                32 0 d.... ipi_send_cpu 1 CALL_FUNC
                40 1 d.h.. csd_function_entry flush a
                41 1 d.h.. csd_function_exit flush a
                """);
        assertThat(ends).containsExactly(Call.End.GAP, Call.End.RETURNED);
    }

    @Test
    void theSendersOwnCopyIsNoCall() {
        replay("""
                 0 1 ..... other
                10 0 ..... csd_queue_cpu 1 flush a
                12 0 ..... ipi_send_cpu 1 CALL_FUNC
                13 0 d.... csd_function_entry flush 0
                14 0 d.... other
                15 0 d.... csd_function_exit flush 0
                20 1 d.h.. csd_function_entry flush a
                21 1 d.h.. csd_function_exit flush a
                """);
        assertThat(calls).hasSize(1);
        assertThat(calls.get(0).wentOnNs()).isEqualTo(Call.NEVER);
    }

    @Test
    void aSenderSeenInItsTaskBeforeTheStartDidNotWait() {
        replay("""
                 0 1 ..... other
                10 0 d.... csd_queue_cpu 1 flush a
                12 0 d.... ipi_send_cpu 1 CALL_FUNC
                13 0 d.... sched_switch 7
                20 1 d.h.. csd_function_entry flush a
                """);
        assertThat(calls.get(0).wentOnNs()).isEqualTo(13_000);
    }

    @Test
    void startsStampedBeforeTheirQueueingShowThatClocksDisagree() {
        StringBuilder script = new StringBuilder("0 1 ..... other\n1 0 d.... csd_queue_cpu 1 flush b\n");
        for (int i = 0; i < 5; i++) {
            int us = 100_000 * (i + 1);
            script.append(us + 10)
                    .append(" 1 d.h.. csd_function_entry flush a")
                    .append(i)
                    .append('\n');
            script.append(us + 50)
                    .append(" 0 d.... csd_queue_cpu 1 flush a")
                    .append(i)
                    .append('\n');
        }
        replay(script.toString());
        assertThat(timeline.clocksDisagree()).isTrue();
    }

    @Test
    void anOwnInterruptAnswersItsEdge() {
        replay("""
                 0 1 ..... other
                10 0 d.... ipi_send_cpu 1 RESCHEDULE
                11 0 d.... other
                20 1 d.h.. reschedule_entry
                """);
        assertThat(edges.get(0).ownInterrupt()).isTrue();
        assertThat(edges.get(0).answeredNs()).isEqualTo(20_000);
    }

    @Test
    void aRaiseRepeatsTheSendBeforeIt() {
        replay("""
                 0 1 ..... other
                10 0 d.... ipi_send_cpu 1 RESCHEDULE
                11 0 d.... ipi_raise 1 RESCHEDULE
                """);
        assertThat(edges).hasSize(1);
    }

    @Test
    void whatIsSentToACpuThatIsNotRecordedDoesNotPileUp() {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            script.append("%d 0 d.... csd_queue_cpu 1 flush %x\n".formatted(10 * i, i + 1));
            script.append("%d 0 d.... ipi_send_cpu 1 CALL_FUNC\n".formatted(10 * i + 1));
            script.append("%d 0 d.... ipi_send_cpu 1 RESCHEDULE\n".formatted(10 * i + 2));
        }
        EventScript events = new EventScript(script.toString());
        timeline = new Timeline(events.labels(), 1_000_000, new TimelineListener() {});
        timeline.write(events.batch());
        assertThat(timeline.outstanding()).isBetween(1000, 1100);
        assertThat(timeline.mailbox(1).pending()).hasSizeBetween(1000, 1100);
    }
}

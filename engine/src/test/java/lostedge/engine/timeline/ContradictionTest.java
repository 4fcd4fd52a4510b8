package lostedge.engine.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.script.EventScript;
import org.junit.jupiter.api.Test;

/** Events that contradict one another where no recorder tells of a gap. */
final class ContradictionTest {
    /** CPUs 0 and 2 each queue a function at CPU 1 and interrupt it. */
    private static final String TWO_INTERRUPTS = """
            10 0 ..... other
            10 1 ..... other
            10 2 ..... other
            20 0 d.... csd_queue_cpu 1 flush a
            21 0 d.... ipi_send_cpu 1 CALL_FUNC
            30 2 d.... csd_queue_cpu 1 flush b
            31 2 d.... ipi_send_cpu 1 CALL_FUNC
            """;

    private final List<String> gaps = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();

    private Timeline replay(String script) {
        EventScript events = new EventScript(script);
        Timeline timeline = new Timeline(events.labels(), 1_000_000, new TimelineListener() {
            @Override
            public void gap(CpuTimeline cpu, long timestampNs) {
                gaps.add(cpu.cpu() + " at " + timestampNs / 1000);
            }

            @Override
            public void finished(Call call, Call.End end) {
                ends.add(call.csd() + " " + end);
            }
        });
        timeline.write(events.batch());
        timeline.finish();
        return timeline;
    }

    @Test
    void aTaskThatNobodySwitchedToShowsMissingEvents() {
        Timeline timeline = replay("""
                10 0 d.... sched_switch 7 S pid=3
                20 0 ..... other pid=7
                30 0 ..... other pid=4
                40 0 ..... other pid=4
                """);
        assertThat(gaps).containsExactly("0 at 30");
        assertThat(timeline.completeness().contradictions()).isEqualTo(1);
    }

    @Test
    void theTaskThatIsLeftMayStillBeSeenUntilTheNextRuns() {
        replay("""
                10 0 d.... sched_switch 7 S pid=3
                11 0 d.... other pid=3
                12 0 ..... other pid=7
                13 0 d.... sched_switch 3 S pid=7
                """);
        assertThat(gaps).isEmpty();
    }

    @Test
    void aHandlerThatWasLeftUnseenShowsMissingEvents() {
        Timeline timeline = replay("""
                 5 0 d.h.. irq_handler_entry 8 timer
                 6 0 d.h.. irq_handler_exit 8
                10 0 d.h.. irq_handler_entry 8 timer
                20 0 ..... other
                """);
        assertThat(gaps).containsExactly("0 at 20");
        assertThat(timeline.cpu(0).inHandler()).isFalse();
    }

    @Test
    void whereNoExitsAreRecordedAHandlerIsLeftByTheNextEventOutside() {
        Timeline timeline = replay("""
                10 0 d.h.. irq_handler_entry 8 timer
                20 0 ..... other
                """);
        assertThat(gaps).isEmpty();
        assertThat(timeline.cpu(0).inHandler()).isFalse();
    }

    @Test
    void aHandlerLeftAndNeverEnteredShowsMissingEventsOnceEntriesAreSeen() {
        replay("""
                10 0 d.h.. irq_handler_exit 8
                20 0 d.h.. irq_handler_entry 8 timer
                21 0 d.h.. irq_handler_exit 8
                30 0 d.h.. irq_handler_exit 9
                """);
        assertThat(gaps).containsExactly("0 at 30");
    }

    @Test
    void aCsdQueuedAgainMustHaveRunBefore() {
        Timeline timeline = replay("""
                10 0 ..... other
                10 1 ..... other
                20 0 d.... csd_queue_cpu 1 flush a
                21 0 d.... ipi_send_cpu 1 CALL_FUNC
                50 0 d.... csd_queue_cpu 1 flush a
                51 1 ..... other
                60 1 d.h.. csd_function_entry flush a
                61 1 d.h.. csd_function_exit flush a
                """);
        assertThat(ends).containsExactly("10 UNSEEN", "10 RETURNED");
        assertThat(timeline.completeness().startsUnseen()).isEqualTo(1);
    }

    @Test
    void anInterruptIsSentOnlyToAnEmptyQueueSoWhatStoodInItHasRun() {
        Timeline timeline = replay(TWO_INTERRUPTS + """
                40 1 ..... other
                60 1 d.h.. csd_function_entry flush b
                61 1 d.h.. csd_function_exit flush b
                """);
        assertThat(ends).containsExactly("10 UNSEEN", "11 RETURNED");
        assertThat(timeline.completeness().startsUnseen()).isEqualTo(1);
    }

    @Test
    void functionsOfOneFlushMayStillRunWhenTheNextInterruptIsSent() {
        Timeline timeline = replay(TWO_INTERRUPTS + """
                40 1 d.h.. csd_function_entry flush a
                41 1 d.h.. csd_function_exit flush a
                60 1 d.h.. csd_function_entry flush b
                61 1 d.h.. csd_function_exit flush b
                """);
        assertThat(ends).containsExactly("10 RETURNED", "11 RETURNED");
        assertThat(timeline.completeness().contradictions()).isZero();
    }
}

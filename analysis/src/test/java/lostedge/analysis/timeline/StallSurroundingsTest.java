package lostedge.analysis.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lostedge.analysis.timeline.LaneDiagram.Activity;
import lostedge.analysis.timeline.LaneDiagram.Outcome;
import lostedge.analysis.timeline.LaneDiagram.Span;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;
import lostedge.engine.finding.Evidence;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.finding.Stall;
import org.junit.jupiter.api.Test;

class StallSurroundingsTest {
    private static final Clock CLOCK = new Clock(Clock.Domain.MONOTONIC, 1, true, true);
    private static final long BEGIN = 1_000_000;
    private static final long END = 2_000_000;

    private final Labels labels = new Labels();
    private final StallSurroundings surroundings = new StallSurroundings(stall(), labels);

    @Test
    void handlersAndCalledFunctionsBecomeSpans() {
        EventBatch batch = new EventBatch(8);
        int entry = batch.append(1_100_000, 1, EventKind.IRQ_HANDLER_ENTRY, 10);
        batch.label[entry] = labels.intern("timer");
        int start = batch.append(1_150_000, 1, EventKind.CSD_FUNCTION_ENTRY, 11);
        batch.label[start] = labels.intern("flush");
        batch.append(1_160_000, 1, EventKind.CSD_FUNCTION_EXIT, 12);
        batch.append(1_200_000, 1, EventKind.IRQ_HANDLER_EXIT, 13);

        surroundings.write(batch);

        assertThat(surroundings.diagram(CLOCK).spans())
                .containsExactly(
                        new Span(1, 1_100_000, 1_200_000, Activity.HANDLER, "timer", 10),
                        new Span(1, 1_150_000, 1_160_000, Activity.CALLED_FUNCTION, "flush", 11));
    }

    @Test
    void whatWasOpenBeforeTheGapIsForgotten() {
        EventBatch batch = new EventBatch(8);
        batch.append(1_100_000, 1, EventKind.IRQ_HANDLER_ENTRY, 10);
        batch.append(1_150_000, 1, EventKind.LOST_EVENTS, 11);
        batch.append(1_200_000, 1, EventKind.IRQ_HANDLER_EXIT, 12);

        surroundings.write(batch);

        assertThat(surroundings.diagram(CLOCK).spans()).isEmpty();
    }

    @Test
    void onlyMessagesOfTheTwoCpusBecomeArrows() {
        surroundings.ipi(ipi(0, 1, 1_000_500, Ipi.Edge.LOST));
        surroundings.ipi(ipi(2, 3, 1_000_600, Ipi.Edge.DELIVERED));
        surroundings.ipi(ipi(0, 1, 9_000_000, Ipi.Edge.DELIVERED));

        assertThat(surroundings.diagram(CLOCK).arrows()).singleElement().satisfies(arrow -> {
            assertThat(arrow.outcome()).isEqualTo(Outcome.LOST);
            assertThat(arrow.arrived()).isEqualTo(1_999_000);
        });
    }

    @Test
    void longStallsKeepWhatIsNearTheirEndsAndCountTheRest() {
        for (int i = 0; i < 10_000; i++) {
            surroundings.window(new MaskedWindow(1, BEGIN + i * 100, BEGIN + i * 100 + 10, null, -1, ""));
        }

        LaneDiagram diagram = surroundings.diagram(CLOCK);

        assertThat(diagram.spans()).hasSizeLessThan(100);
        assertThat(diagram.spans()).extracting(Span::begin).contains(BEGIN, END - 100);
        assertThat(diagram.omitted()).isEqualTo(10_000 - diagram.spans().size());
    }

    @Test
    void evidenceIsNumberedAsTheStallNumbersIt() {
        assertThat(surroundings.diagram(CLOCK).marks())
                .extracting(LaneDiagram.Mark::evidence, LaneDiagram.Mark::position)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1, 7L));
    }

    @Test
    void clocksWithoutDurationsAreDrawnAsOrder() {
        Clock counter = new Clock(Clock.Domain.COUNTER, 0, false, true);

        assertThat(surroundings.diagram(counter).axis()).isEqualTo(LaneDiagram.Axis.ORDER);
    }

    private static Ipi ipi(int from, int to, long sent, Ipi.Edge edge) {
        return new Ipi(
                1,
                sent,
                from,
                to,
                IpiMessage.CALL_FUNC,
                "flush",
                Ipi.Fate.RESCUED,
                edge,
                1,
                null,
                1_999_000,
                null,
                0,
                5);
    }

    private static Stall stall() {
        return new Stall(
                0,
                BEGIN,
                END,
                true,
                0,
                1,
                "flush",
                Stall.Sender.SPUN,
                Stall.Cause.LOST_EDGE,
                1,
                Evidence.Grade.SHOWN,
                "rule",
                List.of(new Evidence(BEGIN, 0, 7, "send")),
                "",
                List.of());
    }
}

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

class StallDiagramsTest {
    private static final Clock CLOCK = new Clock(Clock.Domain.MONOTONIC, 1, true, true);
    private static final long BEGIN = 1_000_000;
    private static final long END = 2_000_000;

    private final Labels labels = new Labels();
    private final StallDiagrams diagrams = new StallDiagrams(List.of(stall()), labels);

    @Test
    void handlersAndCalledFunctionsBecomeSpans() {
        EventBatch batch = new EventBatch(8);
        int entry = batch.append(1_100_000, 1, EventKind.IRQ_HANDLER_ENTRY, 10);
        batch.label[entry] = labels.intern("timer");
        int start = batch.append(1_150_000, 1, EventKind.CSD_FUNCTION_ENTRY, 11);
        batch.label[start] = labels.intern("flush");
        batch.append(1_160_000, 1, EventKind.CSD_FUNCTION_EXIT, 12);
        batch.append(1_200_000, 1, EventKind.IRQ_HANDLER_EXIT, 13);

        diagrams.write(batch);

        assertThat(diagram(CLOCK).spans())
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

        diagrams.write(batch);

        assertThat(diagram(CLOCK).spans()).isEmpty();
    }

    @Test
    void onlyMessagesOfTheTwoCpusBecomeArrows() {
        diagrams.ipi(ipi(0, 1, 1_000_500, Ipi.Edge.LOST));
        diagrams.ipi(ipi(2, 3, 1_000_600, Ipi.Edge.DELIVERED));
        diagrams.ipi(ipi(0, 1, 9_000_000, Ipi.Edge.DELIVERED));

        assertThat(diagram(CLOCK).arrows()).singleElement().satisfies(arrow -> {
            assertThat(arrow.outcome()).isEqualTo(Outcome.LOST);
            assertThat(arrow.arrived()).isEqualTo(1_999_000);
        });
    }

    @Test
    void longStallsKeepWhatIsNearTheirEndsAndCountTheRest() {
        for (int i = 0; i < 10_000; i++) {
            diagrams.window(new MaskedWindow(1, BEGIN + i * 100, BEGIN + i * 100 + 10, null, -1, ""));
        }

        LaneDiagram diagram = diagram(CLOCK);

        assertThat(diagram.spans()).hasSizeLessThan(100);
        assertThat(diagram.spans()).extracting(Span::begin).contains(BEGIN, END - 100);
        assertThat(diagram.omitted()).isEqualTo(10_000 - diagram.spans().size());
    }

    @Test
    void evidenceIsNumberedAsTheStallNumbersIt() {
        assertThat(diagram(CLOCK).marks())
                .extracting(LaneDiagram.Mark::evidence, LaneDiagram.Mark::position)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1, 7L));
    }

    @Test
    void clocksWithoutDurationsAreDrawnAsOrder() {
        Clock counter = new Clock(Clock.Domain.COUNTER, 0, false, true);

        assertThat(diagram(counter).axis()).isEqualTo(LaneDiagram.Axis.ORDER);
    }

    @Test
    void whatIsStillOpenAtTheEndOfThePictureReachesToIt() {
        EventBatch batch = new EventBatch(8);
        batch.append(1_100_000, 1, EventKind.CSD_FUNCTION_ENTRY, 10);
        batch.append(9_000_000, 1, EventKind.CSD_FUNCTION_EXIT, 11);

        diagrams.write(batch);

        LaneDiagram diagram = diagram(CLOCK);
        assertThat(diagram.spans()).singleElement().satisfies(span -> {
            assertThat(span.begin()).isEqualTo(1_100_000);
            assertThat(span.end()).isEqualTo(diagram.end());
        });
        assertThat(diagrams.lacks(diagram.end())).isTrue();
        assertThat(diagrams.lacks(9_000_000)).isFalse();
    }

    private LaneDiagram diagram(Clock clock) {
        return diagrams.diagrams(clock).get(0);
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

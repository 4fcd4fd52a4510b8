package lostedge.engine.books;

import static org.assertj.core.api.Assertions.assertThat;

import lostedge.engine.finding.LostEdges;
import org.junit.jupiter.api.Test;

/** What sends that a trace has not do to the number of lost edges. */
final class MissingSendsTest {
    private static final LostEdges LOST = new LostEdges(100, 80, 120, false, 10_000, 50, 400, 390, 9_500, "books");

    @Test
    void aHandfulAmongMillionsChangesNothing() {
        assertThat(new MissingSends(5, 10_000, false).added(LOST)).isSameAs(LOST);
    }

    @Test
    void functionsNeverQueuedRaiseTheUpperEndAlone() {
        LostEdges more = new MissingSends(100, 5_000, false).added(LOST);
        assertThat(more.low()).isEqualTo(80);
        assertThat(more.high()).isEqualTo(120 + 2 * (100 + 20));
    }

    @Test
    void whereEventsContradictOneAnotherTheKernelsOwnRescuesAreWithin() {
        assertThat(new MissingSends(0, 5_000, true).added(LOST).high()).isEqualTo(400);
    }

    @Test
    void tooManyMissingLeaveNoNumber() {
        LostEdges none = new MissingSends(600, 5_000, true).added(LOST);
        assertThat(none.high()).isNaN();
        assertThat(none.method()).contains("600 functions started that were never queued");
    }
}

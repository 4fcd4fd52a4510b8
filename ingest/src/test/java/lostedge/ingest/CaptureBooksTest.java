package lostedge.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lostedge.engine.assess.Assessment;
import lostedge.engine.books.Books;
import lostedge.engine.event.CounterSeries;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Hypothesis;
import lostedge.engine.finding.Hypothesis.Name;
import lostedge.engine.finding.Hypothesis.Verdict;
import lostedge.engine.finding.LostEdges;
import lostedge.engine.replay.ReplayOptions;
import org.junit.jupiter.api.Test;

/** The books of real recordings whose lost edges are known, see {@code data/README.md}. */
class CaptureBooksTest {
    private static final Path RECORDINGS = Path.of("../data/recordings");

    private record Balanced(Books books, LostEdges lost, List<Hypothesis> hypotheses) {
        Stream<Verdict> verdicts(Name name) {
            return hypotheses.stream().filter(row -> row.name() == name).map(Hypothesis::verdict);
        }
    }

    private static Balanced balance(Path path) throws IOException {
        try (Capture capture = Capture.open(List.of(path))) {
            CounterSeries counters =
                    capture.counters().isEmpty() ? null : capture.counters().get(0);
            Assessment assessment =
                    Assessment.of(capture::openEvents, counters, ReplayOptions.DEFAULT, new FindingSink() {});
            Books books = assessment.books();
            return new Balanced(books, books.lost(), assessment.hypotheses());
        }
    }

    private static Path capture(String name) {
        String captures = System.getenv("LOSTEDGE_CAPTURES");
        assumeTrue(captures != null, "LOSTEDGE_CAPTURES names no folder");
        return Path.of(captures).resolve(name);
    }

    private static double halfWidth(LostEdges lost) {
        return (lost.high() - lost.low()) / 2;
    }

    @Test
    void whereThePollTookOnlyPendingEdgesNothingIsCalledLost() throws IOException {
        Balanced control = balance(RECORDINGS.resolve("alpha-poll-nothing-lost.tar.xz"));

        LostEdges lost = control.lost();
        assertThat(lost.low()).isZero();
        assertThat(lost.estimate()).isLessThan(0.005 * lost.sends());
        assertThat(lost.high()).isLessThan(0.01 * lost.sends());
        assertThat(lost.rescues()).isBetween(1010L, 1037L);
        assertThat(control.verdicts(Name.LATCHED)).containsOnly(Verdict.SUPPORTED);
        assertThat(control.verdicts(Name.LOST_IN_ENTINT)).containsOnly(Verdict.CONTRADICTED);
        assertThat(control.verdicts(Name.LOST_AT_IPL7)).containsOnly(Verdict.CONTRADICTED);
    }

    @Test
    void shortEndOfAnOverrunBufferIsBoundedByWhatItCovers() throws IOException {
        LostEdges lost =
                balance(RECORDINGS.resolve("alpha-lost-edges-overrun.tar.xz")).lost();

        assertThat(lost.bound()).isTrue();
        assertThat(lost.sends()).isLessThan(1000);
        assertThat(72.0).as("edges lost since the last CPU's buffer began").isBetween(lost.low(), lost.high());
    }

    @Test
    void kernelWithoutPollHasBooksThatCoverItsLostEdges() throws IOException {
        LostEdges lost =
                balance(RECORDINGS.resolve("alpha-lost-edges-csd-debug.tar.xz")).lost();

        assertThat(113.0).isBetween(lost.low(), lost.high());
        assertThat(lost.rescues()).isZero();
    }

    @Test
    void hangWithFewLostEdgesHasBooksThatCoverThem() throws IOException {
        LostEdges lost =
                balance(RECORDINGS.resolve("alpha-lost-edges-hang.tar.xz")).lost();

        assertThat(7.0).isBetween(lost.low(), lost.high());
    }

    @Test
    void lostEdgesBehindAPollAreCountedToATenth() throws IOException {
        Balanced injected = balance(capture("b1_inject_poll_mono"));

        LostEdges lost = injected.lost();
        assertThat(3450.0).isBetween(lost.low(), lost.high());
        assertThat(halfWidth(lost)).isLessThan(0.12 * lost.estimate());
        assertThat(lost.rescues()).isBetween(3800L, 3886L);
        assertThat(injected.books().share().high()).isEqualTo(1);
        assertThat(injected.verdicts(Name.LATCHED)).containsOnly(Verdict.CONTRADICTED);
        assertThat(injected.verdicts(Name.LOST_IN_ENTINT)).containsOnly(Verdict.SUPPORTED);
        assertThat(injected.verdicts(Name.LOST_AT_IPL7)).contains(Verdict.CONTRADICTED);
    }

    @Test
    void stockKernelIsNotAccused() throws IOException {
        Balanced stock = balance(capture("a1_stock_mono"));

        assertThat(stock.lost().low()).isZero();
        assertThat(stock.lost().high()).isLessThan(0.01 * stock.lost().sends());
        assertThat(stock.hypotheses()).noneMatch(row -> accuses(row));
    }

    @Test
    void clockOfJiffiesGivesABoundThatHoldsZero() throws IOException {
        Balanced stock = balance(capture("a2_stock_localclock"));

        assertThat(stock.lost().bound()).isTrue();
        assertThat(stock.lost().low()).isZero();
        assertThat(stock.hypotheses()).noneMatch(row -> accuses(row));
        assertThat(stock.verdicts(Name.LATCHED)).containsOnly(Verdict.UNDETERMINED);
    }

    private static boolean accuses(Hypothesis row) {
        boolean loses = row.name() == Name.LOST_IN_ENTINT || row.name() == Name.LOST_AT_IPL7;
        return loses && row.verdict() == Verdict.SUPPORTED;
    }
}

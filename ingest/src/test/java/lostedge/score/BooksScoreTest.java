package lostedge.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lostedge.engine.assess.Assessment;
import lostedge.engine.books.LostShare;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Hypothesis;
import lostedge.engine.finding.Hypothesis.Verdict;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.LostEdges;
import lostedge.engine.finding.Prediction;
import lostedge.engine.replay.ReplayOptions;
import lostedge.ingest.Capture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The score of the books and the rival hypotheses; the tables go to {@code target/books-score.md}. */
final class BooksScoreTest {
    private static final Path RECORDINGS = Path.of("../data/recordings");
    private static final long FEWEST_EDGES = 100;

    /** The first event of the CPU whose buffer begins last. */
    private static final long OVERRUN_COVERED_FROM_US = 21_289_571;

    private static final List<String> BOOKS = new ArrayList<>(List.of(
            "| recording | edges lost | by the books, 95% | sends | rescues by counters | by events | share lost |",
            "|---|---|---|---|---|---|---|"));
    private static final List<String> RELIABILITY =
            new ArrayList<>(List.of("| recording | edges | mean probability | share lost |", "|---|---|---|---|"));

    private record Scored(long truth, Assessment assessment, Reliability reliability) {
        LostEdges lost() {
            return assessment.books().lost();
        }

        double halfWidth() {
            return (lost().high() - lost().low()) / 2;
        }

        Stream<Verdict> verdicts(Hypothesis name) {
            return assessment.hypotheses().stream()
                    .filter(row -> row.hypothesis() == name)
                    .map(Prediction::verdict);
        }

        void assertCovered() {
            assertThat((double) truth).isBetween(lost().low(), lost().high());
        }

        void assertNoAccusation() {
            assertThat(lost().low()).isZero();
            assertThat(verdicts(Hypothesis.LOST_IN_ENTINT)).doesNotContain(Verdict.SUPPORTED);
            assertThat(verdicts(Hypothesis.LOST_AT_IPL7)).doesNotContain(Verdict.SUPPORTED);
            assertThat(verdicts(Hypothesis.LATCHED)).doesNotContain(Verdict.CONTRADICTED);
        }
    }

    private static Scored score(String name, Path path, long fromUs) throws IOException {
        Truth truth = Truth.of(path);
        Reliability reliability = new Reliability(truth);
        try (Capture capture = Capture.open(List.of(path))) {
            CounterSeries counters =
                    capture.counters().isEmpty() ? null : capture.counters().get(0);
            List<Ipi> messages = new ArrayList<>();
            Assessment assessment = Assessment.of(
                    () -> new Assessment.Pass(capture.openEvents(), anew(messages)), counters, ReplayOptions.DEFAULT);
            messages.forEach(message -> reliability.add(assessment.odds().rated(message)));
            long lost = truth.sends.stream()
                    .filter(send -> send.lost() && send.us() >= fromUs)
                    .count();
            Scored scored = new Scored(lost, assessment, reliability);
            BOOKS.add(row(name, scored));
            RELIABILITY.addAll(reliability.rows(name));
            return scored;
        }
    }

    private static FindingSink anew(List<Ipi> messages) {
        messages.clear();
        return new FindingSink() {
            @Override
            public void ipi(Ipi ipi) {
                messages.add(ipi);
            }
        };
    }

    private static String row(String name, Scored scored) {
        LostEdges lost = scored.lost();
        LostShare share = scored.assessment.books().share();
        return "| " + name + " | " + scored.truth + " | "
                + interval("%.0f", lost.estimate(), lost.low(), lost.high()) + (lost.bound() ? " bounds" : "") + " | "
                + lost.sends() + " | " + lost.rescues() + " | " + number("%.0f", lost.rescuesByEvents()) + " | "
                + interval("%.2f", share.estimate(), share.low(), share.high()) + " |";
    }

    private static String interval(String format, double estimate, double low, double high) {
        return number(format, estimate) + " (" + number(format, low) + "-" + number(format, high) + ")";
    }

    private static String number(String format, double number) {
        return Double.isNaN(number) ? "?" : String.format(Locale.ROOT, format, number);
    }

    private static Scored recording(String name) throws IOException {
        return score(name, RECORDINGS.resolve(name + ".tar.xz"), 0);
    }

    private static Scored capture(String name) throws IOException {
        String captures = System.getenv("LOSTEDGE_CAPTURES");
        assumeTrue(captures != null, "LOSTEDGE_CAPTURES names no folder");
        return score(name, Path.of(captures).resolve(name), 0);
    }

    @AfterAll
    static void writeTables() throws IOException {
        List<String> lines = new ArrayList<>(BOOKS);
        lines.add("");
        lines.addAll(RELIABILITY);
        Files.write(Path.of("target", "books-score.md"), lines);
    }

    @Test
    void whereThePollTookOnlyPendingEdgesNothingIsCalledLost() throws IOException {
        Scored control = recording("alpha-poll-nothing-lost");

        control.assertNoAccusation();
        assertThat(control.lost().estimate()).isLessThan(0.005 * control.lost().sends());
        assertThat(control.lost().high()).isLessThan(0.01 * control.lost().sends());
        assertThat(control.lost().rescues()).isBetween(1010L, 1037L);
        assertThat(control.lost().rescuesByEvents()).isBetween(1000.0, 1075.0);
        assertThat(control.verdicts(Hypothesis.LATCHED)).containsOnly(Verdict.SUPPORTED);
        assertThat(Hypothesis.LATCHED.lostShare(control.assessment.hypotheses()))
                .isNotNull()
                .satisfies(bound -> assertThat(bound.high()).isLessThan(0.15));
        assertThat(control.verdicts(Hypothesis.LOST_IN_ENTINT)).containsOnly(Verdict.CONTRADICTED);
        assertThat(control.verdicts(Hypothesis.LOST_AT_IPL7)).containsOnly(Verdict.CONTRADICTED);
        assertThat(control.reliability.worst(FEWEST_EDGES)).isLessThan(0.05);
    }

    @Test
    void shortEndOfAnOverrunBufferIsBoundedByWhatItCovers() throws IOException {
        Path path = RECORDINGS.resolve("alpha-lost-edges-overrun.tar.xz");
        Scored overrun = score("alpha-lost-edges-overrun", path, OVERRUN_COVERED_FROM_US);

        overrun.assertCovered();
        assertThat(overrun.lost().bound()).isTrue();
        assertThat(overrun.lost().sends()).isLessThan(1000);
        assertThat(overrun.verdicts(Hypothesis.LATCHED)).doesNotContain(Verdict.SUPPORTED);
    }

    @Test
    void kernelWithoutPollHasBooksThatCoverItsLostEdges() throws IOException {
        Scored injected = recording("alpha-lost-edges-csd-debug");

        injected.assertCovered();
        assertThat(injected.lost().rescues()).isZero();
        assertThat(injected.verdicts(Hypothesis.LATCHED)).containsOnly(Verdict.CONTRADICTED);
        assertThat(injected.verdicts(Hypothesis.LOST_IN_ENTINT)).containsOnly(Verdict.SUPPORTED);
    }

    @Test
    void hangWithFewLostEdgesHasBooksThatCoverThem() throws IOException {
        recording("alpha-lost-edges-hang").assertCovered();
    }

    @Test
    void edgesLostBehindAPollAreCountedToATenth() throws IOException {
        Scored injected = capture("b1_inject_poll_mono");

        injected.assertCovered();
        assertThat(injected.halfWidth()).isLessThan(0.12 * injected.lost().estimate());
        assertThat(injected.lost().rescues()).isBetween(3800L, 3886L);
        assertThat(injected.lost().rescuesByEvents()).isBetween(3750.0, 3950.0);
        assertThat(injected.assessment.books().share().high()).isEqualTo(1);
        assertThat(injected.verdicts(Hypothesis.LATCHED)).containsOnly(Verdict.CONTRADICTED);
        assertThat(injected.verdicts(Hypothesis.LOST_IN_ENTINT)).containsOnly(Verdict.SUPPORTED);
        assertThat(injected.verdicts(Hypothesis.LOST_AT_IPL7)).contains(Verdict.CONTRADICTED);
        assertThat(injected.verdicts(Hypothesis.ELIDED_NOT_LOST)).containsOnly(Verdict.CONTRADICTED);
        assertThat(injected.reliability.worst(FEWEST_EDGES)).isLessThan(0.1);
    }

    @Test
    void stockKernelIsNotAccused() throws IOException {
        Scored stock = capture("a1_stock_mono");

        stock.assertNoAccusation();
        assertThat(stock.lost().high()).isLessThan(0.01 * stock.lost().sends());
        assertThat(stock.verdicts(Hypothesis.LATCHED)).containsOnly(Verdict.SUPPORTED);
    }

    @Test
    void clockOfJiffiesGivesABoundThatHoldsZero() throws IOException {
        Scored stock = capture("a2_stock_localclock");

        stock.assertNoAccusation();
        assertThat(stock.lost().bound()).isTrue();
        assertThat(stock.verdicts(Hypothesis.LATCHED)).containsOnly(Verdict.UNDETERMINED);
    }
}

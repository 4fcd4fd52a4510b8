package lostedge.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Stall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The score of replay on recordings whose truth is known; the table goes to {@code target/score.md}. */
final class ScoreTest {
    private static final Path RECORDINGS = Path.of("../data/recordings");
    private static final long MS = 1_000_000;
    private static final List<String> HEAD = List.of(
            "| recording | lost edges named right | lost edges found | delivered rightly | roots from 100 ms: right | found"
                    + " | roots from 10 ms: right | found |",
            "|---|---|---|---|---|---|---|---|");
    private static final List<String> HOLDS_HEAD = List.of(
            "| recording | holds of 50 ms and more: CPU, length within 5% | with two CPUs or more found waiting | waits"
                    + " behind them: masked target |",
            "|---|---|---|---|");
    private static final List<String> ROWS = new ArrayList<>();
    private static final List<String> HOLDS = new ArrayList<>();
    private static final List<String> MISSES = new ArrayList<>();

    @AfterAll
    static void writeTable() throws IOException {
        List<String> lines = new ArrayList<>(HEAD);
        ROWS.stream().sorted().forEach(lines::add);
        lines.add("");
        lines.addAll(HOLDS_HEAD);
        HOLDS.stream().sorted().forEach(lines::add);
        Files.write(Path.of("target", "score.md"), lines);
        Files.write(Path.of("target", "score-misses.txt"), MISSES);
    }

    private static Path capture(String name) {
        String captures = System.getenv("LOSTEDGE_CAPTURES");
        assumeTrue(captures != null, "LOSTEDGE_CAPTURES names no folder");
        return Path.of(captures).resolve(name);
    }

    private static EdgeScore score(String name, Path path, Replayed replayed) throws IOException {
        EdgeScore score = new EdgeScore(replayed, Truth.of(path));
        ROWS.add("| " + name + " | " + score.edgePrecision() + " | " + score.edgeRecall() + " | "
                + score.deliveredPrecision() + " | " + score.rootPrecision(100 * MS) + " | "
                + score.rootRecall(100 * MS) + " | " + score.rootPrecision(10 * MS) + " | " + score.rootRecall(10 * MS)
                + " |");
        score.misses.stream()
                .distinct()
                .limit(10)
                .map(miss -> name + ": " + miss)
                .forEach(MISSES::add);
        return score;
    }

    private static void holds(String name, Path trace, Path log, long firstNs, long lastNs) throws IOException {
        HoldScore score = new HoldScore(Replayed.of(trace), log, firstNs, lastNs);
        HOLDS.add("| " + name + " | " + score.windows() + " | " + score.heldUp() + " | " + score.waiters() + " |");
        assertThat(score.windows().value()).isEqualTo(1);
        assertThat(score.heldUp().value()).isEqualTo(1);
        assertThat(score.waiters().value()).isEqualTo(1);
    }

    private static void assertRoots(EdgeScore score) {
        assertThat(score.rootPrecision(100 * MS).value()).isEqualTo(1);
        assertThat(score.rootRecall(100 * MS).value()).as("%s", score.misses).isEqualTo(1);
        assertThat(score.rootPrecision(10 * MS).value()).isEqualTo(1);
        assertThat(score.rootRecall(10 * MS).value()).as("%s", score.misses).isGreaterThanOrEqualTo(0.97);
        assertThat(score.edgePrecision().value()).isGreaterThanOrEqualTo(0.98);
        assertThat(score.edgeRecall().value()).isGreaterThanOrEqualTo(0.85);
    }

    private static void assertNoAccusation(Replayed replayed) {
        assertThat(replayed.lostEdges()).isZero();
        assertThat(replayed.stalls(Stall.Cause.LOST_EDGE)).isZero();
        assertThat(replayed.ipis.values()).noneMatch(ipi -> ipi.lostProbability() > 0);
    }

    @Test
    void rootsOfAHangAreNamed() throws IOException {
        Path path = RECORDINGS.resolve("alpha-lost-edges-hang.tar.xz");
        assertRoots(score("alpha-lost-edges-hang", path, Replayed.of(path)));
    }

    @Test
    void rootsOfFiveSecondWaitsAreNamed() throws IOException {
        Path path = RECORDINGS.resolve("alpha-lost-edges-csd-debug.tar.xz");
        assertRoots(score("alpha-lost-edges-csd-debug", path, Replayed.of(path)));
    }

    @Test
    void rescuesByAPollAloneAccuseNobody() throws IOException {
        Path path = RECORDINGS.resolve("alpha-poll-nothing-lost.tar.xz");
        Replayed replayed = Replayed.of(path);
        score("alpha-poll-nothing-lost", path, replayed);
        assertNoAccusation(replayed);
        assertThat(replayed.rescues)
                .filteredOn(rescue -> rescue.by() == Ipi.HandledBy.POLL)
                .hasSizeBetween(900, 1100);
    }

    @Test
    void shortEndOfAnOverrunBufferAccusesNobodyWrongly() throws IOException {
        Path path = RECORDINGS.resolve("alpha-lost-edges-overrun.tar.xz");
        Replayed replayed = Replayed.of(path);
        EdgeScore score = score("alpha-lost-edges-overrun", path, replayed);
        assertThat(score.edgePrecision().value()).isEqualTo(1);
        assertThat(score.deliveredPrecision().value()).isGreaterThan(0.98);
        assertThat(replayed.summary.limits()).anyMatch(limit -> limit.contains("Events were lost"));
    }

    @Test
    void aPollingKernelsLostEdgesAreNotGuessedOneByOne() throws IOException {
        Path path = capture("b1_inject_poll_mono");
        EdgeScore score = score("b1_inject_poll_mono", path, Replayed.of(path));
        assertThat(score.edgePrecision().value()).isEqualTo(1);
        assertThat(score.deliveredPrecision().value()).isGreaterThan(0.99);
    }

    @Test
    void aStockKernelIsNotAccused() throws IOException {
        Path path = capture("a1_stock_mono");
        Replayed replayed = Replayed.of(path);
        score("a1_stock_mono", path, replayed);
        assertNoAccusation(replayed);
    }

    @Test
    void aCoarseClockInventsNoLossAndNoLateWakeUp() throws IOException {
        Replayed replayed = Replayed.of(capture("a2_stock_localclock"));
        assertNoAccusation(replayed);
        assertThat(replayed.stalls).noneMatch(stall -> stall.function().startsWith("sched_ttwu_pending"));
        assertThat(replayed.summary.limits()).anyMatch(limit -> limit.contains("too coarse"));
    }

    @Test
    void stockX86AndArmAreNotAccused() throws IOException {
        for (String name : List.of("612-text/trace.txt", "612-text/trace-small-mono.txt", "a612-arm64/trace.txt")) {
            assertNoAccusation(Replayed.of(capture(name)));
        }
        assertNoAccusation(Replayed.of(RECORDINGS.resolve("arm64-hotplug.tar.xz")));
    }

    @Test
    void cpusThatHeldInterruptsOffAreNamed() throws IOException {
        Path path = RECORDINGS.resolve("x86-masked-target.tar.xz");
        holds("x86-masked-target", path, path, 51_300 * MS, 57_000 * MS);
    }

    @Test
    void cpusThatHeldInterruptsOffAreNamedInABinaryRecording() throws IOException {
        Path folder = capture("612-ipistall");
        holds("612-ipistall, up to 1 s", folder.resolve("trace-ipistall.dat"), folder, 7_000 * MS, 17_000 * MS);
        holds("612-ipistall, 15 s", folder.resolve("trace-ipistall-15s.dat"), folder, 26_000 * MS, 44_000 * MS);
    }
}

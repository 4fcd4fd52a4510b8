package lostedge.analysis.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import lostedge.analysis.result.AnalysisResult;
import lostedge.analysis.run.Analysis;
import lostedge.engine.check.Checker;
import lostedge.engine.check.Limits;
import lostedge.engine.check.Property;
import lostedge.engine.check.Reduction;
import lostedge.engine.check.Step;
import lostedge.engine.check.Verdict;
import lostedge.engine.finding.Evidence;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Stall;
import lostedge.engine.finding.Stall.Cause;
import lostedge.engine.model.Microstep;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.IpiLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CounterexampleCaptureTest {
    private static final KernelVariant SPIN = KernelVariant.PATCHES_1_AND_2.withLock(IpiLock.SPIN);
    private static final int OBSERVERS = 1;

    @TempDir
    private Path folder;

    private static Configuration variant(int cpus, Hardware hardware, KernelVariant kernel, Choice irqs) {
        return new Configuration(cpus, hardware, kernel, CallerRules.SYNCHRONOUS.withIrqs(irqs));
    }

    private static List<Step> path(Configuration variant, Property property) {
        Verdict verdict = new Checker(Reduction.ALL, 1, Limits.ofBytes(1L << 28)).check(variant, property);
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.VIOLATED);
        return Objects.requireNonNull(verdict.counterexample());
    }

    private List<Stall> stalls(Configuration variant, List<Step> path) throws IOException {
        return analysed(variant, path).findings().worst();
    }

    private AnalysisResult analysed(Configuration variant, List<Step> path) throws IOException {
        new CounterexampleCapture(variant, path, 60_000_000).write(folder, "the variant", "test");
        return new Analysis(List.of(folder), "test", "test").run();
    }

    private List<String> trueCauses() throws IOException {
        return Files.readAllLines(folder.resolve("truth/stalls.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1)[7])
                .toList();
    }

    static Stream<Configuration> losing() {
        return Stream.of(
                variant(2, Hardware.LOST_IN_ENTINT, KernelVariant.STOCK, Choice.ON),
                variant(2, Hardware.LOST_AT_IPL7, KernelVariant.STOCK, Choice.ON),
                variant(2, Hardware.LOST_IN_ENTINT, KernelVariant.PATCH_1, Choice.ON),
                variant(2, Hardware.LOST_IN_ENTINT, KernelVariant.PATCH_1, Choice.BOTH));
    }

    @ParameterizedTest
    @MethodSource("losing")
    void hangOverALostEdgeIsAttributedToThatEdge(Configuration variant) throws IOException {
        List<Stall> stalls = stalls(variant, path(variant, Property.RELEASE));
        assertThat(stalls).singleElement().satisfies(stall -> {
            assertThat(stall.cause()).isEqualTo(Cause.LOST_EDGE);
            assertThat(stall.grade()).isEqualTo(Evidence.Grade.SHOWN);
            assertThat(stall.rootIpiId()).isNotNegative();
            assertThat(stall.ended()).isFalse();
            assertThat(stall.durationNs()).isGreaterThan(50_000_000);
        });
        assertThat(trueCauses()).containsExactly("lost_edge");
    }

    static Stream<Configuration> mutual() {
        return Stream.of(
                variant(2, Hardware.LATCHED, KernelVariant.STOCK, Choice.OFF),
                variant(2, Hardware.LOST_AT_IPL7, KernelVariant.STOCK, Choice.OFF),
                variant(2, Hardware.LOST_AT_IPL7, KernelVariant.PATCH_2, Choice.BOTH),
                variant(2, Hardware.LATCHED, KernelVariant.PATCH_2, Choice.BOTH),
                variant(2, Hardware.LOST_IN_ENTINT, KernelVariant.PATCH_2, Choice.OFF));
    }

    @ParameterizedTest
    @MethodSource("mutual")
    void callersThatWaitForEachOtherAreAttributedToTheirCycle(Configuration variant) throws IOException {
        List<Stall> stalls = stalls(variant, path(variant, Property.RELEASE));
        assertThat(stalls).hasSize(2).allSatisfy(stall -> {
            assertThat(stall.cause()).isEqualTo(Cause.MUTUAL_WAIT);
            assertThat(stall.parts().get(0).detail()).contains("CPU 0 waits for CPU 1", "CPU 1 waits for CPU 0");
        });
        assertThat(trueCauses()).containsExactly("mutual_wait", "mutual_wait");
    }

    @Test
    void targetThatSpinsMaskedAtTheLockIsSeenMasked() throws IOException {
        Configuration variant = variant(2, Hardware.LATCHED, SPIN, Choice.OFF);
        List<Stall> stalls = stalls(variant, path(variant, Property.RELEASE));
        assertThat(stalls).extracting(Stall::cause).containsExactly(Cause.MASKED_TARGET);
        assertThat(trueCauses()).containsExactlyInAnyOrder("mutual_wait", "lock_contention");
    }

    @Test
    void callerBehindAPoisonedQueueIsAttributedToTheEdgeBeforeIt() throws IOException {
        Configuration pair = variant(2, Hardware.LOST_IN_ENTINT, KernelVariant.STOCK, Choice.ON);
        Configuration variant = variant(3, Hardware.LOST_IN_ENTINT, KernelVariant.STOCK, Choice.ON);
        List<Step> path = new ArrayList<>(path(pair, Property.RELEASE));
        Step lost = path.stream()
                .filter(step -> step.microstep() == Microstep.WRIPIR)
                .reduce((first, second) -> second)
                .orElseThrow();
        int target = (int) lost.argument();
        int third = 3 - lost.cpu() - target;
        path.add(new Step(Microstep.CALL, third, 1L << target));
        path.add(new Step(Microstep.ENQUEUE, third, target));
        List<Stall> stalls = stalls(variant, path);
        assertThat(stalls).extracting(Stall::waiterCpu).containsExactlyInAnyOrder(lost.cpu(), third);
        assertThat(stalls).extracting(Stall::cause).containsOnly(Cause.LOST_EDGE);
        assertThat(stalls)
                .extracting(Stall::rootIpiId)
                .containsOnly(stalls.get(0).rootIpiId());
        assertThat(trueCauses()).containsOnly("lost_edge").hasSize(2);
    }

    @Test
    void functionThatIsNeverRunIsAMessageThatWaitsBehindTheLostEdge() throws IOException {
        Configuration variant = new Configuration(
                2, Hardware.LOST_IN_ENTINT, KernelVariant.STOCK, CallerRules.SYNCHRONOUS.withWaiting(Choice.OFF));
        AnalysisResult result = analysed(variant, path(variant, Property.DELIVERY));
        assertThat(result.findings().ipisByFate().get(Ipi.Fate.STUCK)).isEqualTo(1);
        assertThat(result.findings().worst()).extracting(Stall::cause).containsExactly(Cause.LOST_EDGE);
        assertThat(trueCauses()).containsExactly("lost_edge");
    }

    @Test
    void recordingHoldsTheVariantsCpusAndOneThatStandsBy() throws IOException {
        Configuration variant = variant(2, Hardware.LATCHED, KernelVariant.STOCK, Choice.OFF);
        AnalysisResult result = analysed(variant, path(variant, Property.RELEASE));
        assertThat(result.cpus()).isEqualTo(variant.cpus() + OBSERVERS);
    }
}

package lostedge.analysis.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lostedge.analysis.claim.Claim.Verdict;
import lostedge.analysis.claim.LockCost.Throughput;
import lostedge.analysis.statistics.Interval;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.workload.Scenario;
import lostedge.ingest.scenario.ScenarioReader;
import org.junit.jupiter.api.Test;

class SimulatedClaimsTest {
    private static final Trials SHORT = new Trials(3, 500_000_000);

    private static Scenario scenario() throws IOException {
        return ScenarioReader.read(Path.of("../data/scenarios/es47-4-git.json"));
    }

    @Test
    void pollOfLatchedHardwareFindsMessagesWhoseEdgesWereHeld() throws IOException {
        List<TrafficMeter> latched =
                SHORT.traffic(Trials.on(scenario(), Hardware.LATCHED, KernelVariant.PATCHES_1_AND_2));
        assertThat(Trials.sum(latched, meter -> meter.lost)).isZero();
        assertThat(Trials.sum(latched, meter -> meter.residual)).isZero();
        assertThat(Trials.sum(latched, meter -> meter.polled)).isPositive();
        assertThat(Trials.sum(latched, meter -> meter.polledLost)).isZero();
    }

    @Test
    void pollOfLosingHardwareFindsLostEdges() throws IOException {
        List<TrafficMeter> losing =
                SHORT.traffic(Trials.on(scenario(), Hardware.LOST_IN_ENTINT, KernelVariant.PATCHES_1_AND_2));
        long lost = Trials.sum(losing, meter -> meter.lost);
        assertThat(lost).isPositive();
        assertThat(Trials.sum(losing, meter -> meter.polledLost)).isBetween(1L, lost);
        assertThat(Trials.sum(losing, meter -> meter.residual)).isLessThan(lost / 2);
    }

    @Test
    void kernelWithoutThePollLeavesEveryPendingLossToALaterInterrupt() throws IOException {
        List<TrafficMeter> stock = SHORT.traffic(Trials.on(scenario(), Hardware.LOST_IN_ENTINT, KernelVariant.STOCK));
        assertThat(Trials.sum(stock, meter -> meter.polled)).isZero();
        assertThat(Trials.sum(stock, meter -> meter.residual)).isPositive();
    }

    @Test
    void lockCostsMoreTheMoreCpusCall() throws IOException {
        LockCost cost = new LockCost(scenario(), SHORT, new Trials(3, 10_000_000));
        List<Throughput> throughput = cost.throughput(List.of(2, 8));
        assertThat(throughput.get(0).ratio().high()).isLessThan(1);
        assertThat(throughput.get(1).ratio().high())
                .isLessThan(throughput.get(0).ratio().low());
        assertThat(throughput.get(1).locked().estimate()).isPositive();
    }

    private static Throughput throughput(double low, double high) {
        Interval some = new Interval(1000, 900, 1100, 0.95);
        return new Throughput(4, some, some, new Interval((low + high) / 2, low, high, 0.95));
    }

    @Test
    void verdictOnTheLockFollowsTheIntervals() {
        Interval longer = new Interval(1.1, 1.05, 1.15, 0.95);
        Interval same = new Interval(1, 0.95, 1.05, 0.95);
        assertThat(LockCost.claim(longer, List.of(throughput(0.5, 0.6)), "").verdict())
                .isEqualTo(Verdict.SUPPORTED);
        assertThat(LockCost.claim(same, List.of(throughput(0.9, 1.1)), "").verdict())
                .isEqualTo(Verdict.REFUTED);
        Claim some = LockCost.claim(same, List.of(throughput(0.5, 0.6)), "");
        assertThat(some.verdict()).isEqualTo(Verdict.SUPPORTED_ONLY_IF);
        assertThat(some.condition()).isEqualTo("a closed load of 4 CPUs");
    }

    @Test
    void everySimulatedClaimComesWithEvidenceAndItsCommand() throws IOException {
        SimulatedClaims claims = new SimulatedClaims(scenario(), SHORT, " --runs 3");
        for (String id : List.of("98-percent", "rescue-means-loss", "ipi-row", "empty-deliveries", "residual-window")) {
            Claim claim = claims.tests().get(id).get();
            assertThat(claim.id()).isEqualTo(id);
            assertThat(claim.evidence())
                    .isNotEmpty()
                    .allSatisfy(evidence ->
                            assertThat(evidence.command()).isEqualTo("lostedge claims --claim " + id + " --runs 3"));
        }
        assertThat(claims.tests().get("ipi-row").get().verdict()).isEqualTo(Verdict.SUPPORTED);
        assertThat(claims.tests().get("rescue-means-loss").get().verdict()).isEqualTo(Verdict.REFUTED);
    }
}

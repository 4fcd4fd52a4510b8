package lostedge.engine.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.event.EventKind;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Hypothesis;
import lostedge.engine.finding.Ipi;
import lostedge.engine.replay.ReplayOptions;
import lostedge.engine.script.MachineSource;
import lostedge.engine.script.PollingMachine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssessmentTest {
    private static final class Ipis implements FindingSink {
        final List<Ipi> all = new ArrayList<>();

        @Override
        public void ipi(Ipi ipi) {
            all.add(ipi);
        }

        /** Nothing received yet, at the begin of a pass. */
        Ipis anew() {
            all.clear();
            return this;
        }

        Assessment ratedBy(Assessment assessment) {
            all.replaceAll(assessment.odds()::rated);
            return assessment;
        }
    }

    private static Assessment assess(PollingMachine machine, @Nullable CounterSeries counters, Ipis ipis)
            throws IOException {
        return ipis.ratedBy(Assessment.of(
                () -> new Assessment.Pass(new MachineSource(machine), ipis.anew()), counters, ReplayOptions.DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void probabilitiesOfAllEdgesAddUpToTheBooks(double lostShare) throws IOException {
        PollingMachine machine = new PollingMachine(5, 4, 1, lostShare, true);
        Ipis ipis = new Ipis();

        Assessment assessment = assess(machine, machine.counters(), ipis);

        double sum = ipis.all.stream()
                .mapToDouble(Ipi::lostProbability)
                .filter(p -> !Double.isNaN(p))
                .sum();
        double lost = assessment.books().lost().estimate();
        assertThat(sum).isCloseTo(lost, within(0.015 * machine.sends()));
    }

    @Test
    void withoutCountersNoProbabilityIsGivenWhereNothingIsProven() throws IOException {
        PollingMachine machine = new PollingMachine(6, 3, 1, 1, true);
        Ipis ipis = new Ipis();

        Assessment assessment = assess(machine, null, ipis);

        assertThat(assessment.books().counted()).isFalse();
        assertThat(ipis.all)
                .filteredOn(ipi -> ipi.edge() == Ipi.Edge.UNDETERMINED)
                .isNotEmpty()
                .allSatisfy(ipi -> assertThat(ipi.lostProbability()).isNaN());
    }

    @Test
    void sameRecordingGivesTheSameAssessment() throws IOException {
        PollingMachine machine = new PollingMachine(7, 4, 1, 0.5, true);
        Ipis once = new Ipis();
        Ipis again = new Ipis();

        Assessment first = assess(machine, machine.counters(), once);
        Assessment second = assess(machine, machine.counters(), again);

        assertThat(first.books().lost()).isEqualTo(second.books().lost());
        assertThat(first.hypotheses()).isEqualTo(second.hypotheses());
        assertThat(once.all).isEqualTo(again.all);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, false", "1, true", "2, true", "3, true"})
    void aLatchingMachineIsNotAccused(long seed, boolean polls) throws IOException {
        PollingMachine machine = new PollingMachine(seed, 4, 3, 0, polls);
        Ipis ipis = new Ipis();

        Assessment assessment = assess(machine, machine.counters(), ipis);

        assertThat(ipis.all).noneMatch(ipi -> ipi.edge() == Ipi.Edge.LOST);
        assertThat(assessment.books().lost().low()).isZero();
        assertThat(assessment.hypotheses())
                .filteredOn(prediction -> prediction.hypothesis() == Hypothesis.LATCHED)
                .noneMatch(hypothesis -> hypothesis.verdict() == Hypothesis.Verdict.CONTRADICTED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_000_000, -50_000, 50_000, 1_000_000})
    void aClockAheadOrBehindOnOneCpuProvesNothing(long aheadNs) throws IOException {
        PollingMachine machine = new PollingMachine(4, 4, 1, 0.5, false);
        Ipis ipis = new Ipis();

        Assessment assessment = Assessment.of(
                () -> new Assessment.Pass(
                        MachineSource.changed(machine, (batch, row) -> {
                            batch.timestampNs[row] += batch.cpu[row] == 2 ? aheadNs : 0;
                            return true;
                        }),
                        ipis.anew()),
                machine.counters(),
                ReplayOptions.DEFAULT);

        assertThat(assessment.summary().disorder()).contains("clocks of two CPUs disagree");
        assertThat(ipis.all).noneMatch(ipi -> ipi.edge() == Ipi.Edge.LOST);
        assertThat(assessment.books().ordered()).isFalse();
    }

    @Test
    void aCpuThatRecordedNothingLeavesTheBooksUnkept() throws IOException {
        PollingMachine machine = new PollingMachine(5, 4, 1, 0, false);

        Assessment assessment = Assessment.of(
                () -> new Assessment.Pass(
                        MachineSource.changed(machine, (batch, row) -> batch.cpu[row] != 2), new Ipis()),
                machine.counters(),
                ReplayOptions.DEFAULT);

        assertThat(assessment.books().counted()).isFalse();
        assertThat(assessment.books().lost().low()).isZero();
    }

    @Test
    void sendsMissingFromTheTraceLeaveTheBooksUnkept() throws IOException {
        PollingMachine machine = new PollingMachine(6, 4, 1, 0, true);

        Assessment assessment = Assessment.of(
                () -> new Assessment.Pass(
                        MachineSource.changed(
                                machine, (batch, row) -> batch.kindAt(row) != EventKind.IPI_SEND_CPU || row % 4 != 0),
                        new Ipis()),
                machine.counters(),
                ReplayOptions.DEFAULT);

        assertThat(assessment.books().lost().method()).contains("sends are missing");
        assertThat(assessment.hypotheses())
                .allMatch(hypothesis -> hypothesis.verdict() == Hypothesis.Verdict.UNDETERMINED);
    }
}

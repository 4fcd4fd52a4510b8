package lostedge.engine.hypothesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import lostedge.engine.books.Books;
import lostedge.engine.books.EdgeBooks;
import lostedge.engine.books.EdgeCounts;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.Hypothesis;
import lostedge.engine.finding.Hypothesis.Verdict;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Prediction;
import lostedge.engine.script.PollingMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RivalsTest {
    private static final double SECONDS = 4;

    private static List<Prediction> weigh(PollingMachine machine, boolean counted, EdgeCounts edges) {
        EdgeBooks books = new EdgeBooks(counted ? machine.counters() : null);
        books.write(machine.events());
        return Rivals.weigh(books.balance(PollingMachine.clock(), edges, Books.Poll.UNKNOWN), edges);
    }

    private static List<Prediction> weigh(double lostShare) {
        return weigh(new PollingMachine(7, 4, SECONDS, lostShare, true), true, new EdgeCounts());
    }

    private static Stream<Verdict> verdicts(List<Prediction> ledger, Hypothesis name) {
        return ledger.stream().filter(row -> row.hypothesis() == name).map(Prediction::verdict);
    }

    private static EdgeCounts edges(int lost, int latched) {
        EdgeCounts edges = new EdgeCounts();
        for (int i = 0; i < lost + latched; i++) {
            edges.ipi(new Ipi(
                    i,
                    0,
                    0,
                    1,
                    IpiMessage.CALL_FUNC,
                    "flush",
                    Ipi.Fate.UNKNOWN,
                    i < lost ? Ipi.Edge.LOST : Ipi.Edge.LATCHED,
                    Double.NaN,
                    InterruptKind.RTC,
                    0,
                    null,
                    -1,
                    0));
        }
        return edges;
    }

    @Test
    void losingMachineContradictsLatchedEdges() {
        List<Prediction> ledger = weigh(1);

        assertThat(verdicts(ledger, Hypothesis.LATCHED))
                .contains(Verdict.CONTRADICTED)
                .doesNotContain(Verdict.SUPPORTED);
        assertThat(verdicts(ledger, Hypothesis.LOST_IN_ENTINT)).contains(Verdict.SUPPORTED);
        assertThat(verdicts(ledger, Hypothesis.ELIDED_NOT_LOST)).containsOnly(Verdict.CONTRADICTED);
    }

    @Test
    void machineThatLosesHalfComesOutAsHalf() {
        assertThat(weigh(0.5))
                .filteredOn(row -> row.hypothesis() == Hypothesis.LOST_IN_ENTINT
                        && row.statement().startsWith("share"))
                .first()
                .satisfies(row -> {
                    assertThat(row.verdict()).isEqualTo(Verdict.SUPPORTED);
                    assertThat(row.observed()).isBetween(0.4, 0.6);
                    assertThat(0.5).isBetween(row.low(), row.high());
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void latchingMachineIsNeverCalledLosingThoughItsPollRescues(long seed) {
        PollingMachine machine = new PollingMachine(seed, 2 + (int) seed % 7, 2, 0, true);

        List<Prediction> ledger = weigh(machine, true, new EdgeCounts());

        assertThat(verdicts(ledger, Hypothesis.LOST_IN_ENTINT)).doesNotContain(Verdict.SUPPORTED);
        assertThat(verdicts(ledger, Hypothesis.LOST_AT_IPL7)).doesNotContain(Verdict.SUPPORTED);
        assertThat(verdicts(ledger, Hypothesis.LATCHED)).doesNotContain(Verdict.CONTRADICTED);
    }

    @Test
    void verdictForLatchedEdgesCarriesTheShareThatMayBeLost() {
        List<Prediction> ledger = weigh(0);

        assertThat(Hypothesis.LATCHED.verdict(ledger)).isEqualTo(Verdict.SUPPORTED);
        assertThat(Hypothesis.LATCHED.lostShare(ledger)).isNotNull().satisfies(share -> {
            assertThat(share.low()).isZero();
            assertThat(share.high()).isBetween(0.001, 0.25);
        });
    }

    @Test
    void fewProofsLeaveTheLostShareOpen() {
        PollingMachine machine = new PollingMachine(3, 4, SECONDS, 0, false);

        Prediction few = Hypothesis.LATCHED.lostShare(weigh(machine, false, edges(0, 30)));
        Prediction many = Hypothesis.LATCHED.lostShare(weigh(machine, false, edges(0, 300)));

        assertThat(few).isNotNull();
        assertThat(many).isNotNull();
        assertThat(few.high()).isGreaterThan(2 * many.high());
    }

    @Test
    void verdictForLostEdgesCarriesTheShareThatIsLost() {
        Prediction half = Hypothesis.LOST_IN_ENTINT.lostShare(weigh(0.5));

        assertThat(half).isNotNull();
        assertThat(half.low()).isGreaterThan(0.3);
        assertThat(half.high()).isLessThan(0.8);
    }

    @Test
    void edgesPassedOverContradictLatchedWithoutPoll() {
        PollingMachine machine = new PollingMachine(3, 4, SECONDS, 1, false);

        List<Prediction> ledger = weigh(machine, true, edges(30, 2));

        assertThat(verdicts(ledger, Hypothesis.LATCHED)).containsOnly(Verdict.CONTRADICTED);
        assertThat(verdicts(ledger, Hypothesis.LOST_IN_ENTINT)).containsOnly(Verdict.SUPPORTED);
    }

    @Test
    void edgesTakenAsTheirTargetLeavesTheMaskContradictLossWithoutPoll() {
        PollingMachine machine = new PollingMachine(3, 4, SECONDS, 0, false);

        List<Prediction> ledger = weigh(machine, true, edges(0, 200));

        assertThat(verdicts(ledger, Hypothesis.LATCHED)).containsOnly(Verdict.SUPPORTED);
        assertThat(verdicts(ledger, Hypothesis.LOST_IN_ENTINT)).containsOnly(Verdict.CONTRADICTED);
    }

    @Test
    void oneEdgeProvenLostLeavesLatchedUndetermined() {
        PollingMachine machine = new PollingMachine(3, 4, SECONDS, 0, false);

        List<Prediction> ledger = weigh(machine, true, edges(1, 200));

        assertThat(verdicts(ledger, Hypothesis.LATCHED)).doesNotContain(Verdict.SUPPORTED);
        assertThat(verdicts(ledger, Hypothesis.LOST_IN_ENTINT)).doesNotContain(Verdict.CONTRADICTED);
    }

    @Test
    void traceOfAKernelThatMayPollLeavesEdgesTakenInTimeUndetermined() {
        PollingMachine machine = new PollingMachine(3, 4, SECONDS, 0, true);

        List<Prediction> ledger = weigh(machine, false, edges(0, 200));

        assertThat(ledger).extracting(Prediction::verdict).containsOnly(Verdict.UNDETERMINED);
    }

    @Test
    void countersAloneLeaveEveryRivalUndetermined() {
        assertThat(Rivals.ofCountersAlone()).hasSize(Hypothesis.values().length).allSatisfy(row -> {
            assertThat(row.verdict()).isEqualTo(Verdict.UNDETERMINED);
            assertThat(row.statement()).contains("ipi_send_cpu");
        });
    }
}

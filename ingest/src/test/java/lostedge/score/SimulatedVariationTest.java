package lostedge.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.EventSource;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Stall;
import lostedge.engine.workload.RandomStream;
import lostedge.ingest.scenario.ScenarioReader;
import lostedge.score.VariedSource.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recordings of simulated machines with less in them than the kernel can trace, or with other names for the same: what
 * is still said must be right.
 */
final class SimulatedVariationTest {
    private static final Path SCENARIOS = Path.of("../data/scenarios");
    private static final long NS = 1_000_000_000L;
    private static final int CPUS = 4;

    /** The machines: without a poll, with it, and with it and latched edges. */
    private static final List<String> MACHINES =
            List.of("es47-4-git-stock", "es47-4-git-resend", "es47-4-git-patch-2", "tsunami-4-git-poll");

    /** Changes, each made of a seed. */
    private static final Map<String, LongFunction<Change>> CHANGES = Map.ofEntries(
            Map.entry("from some time on", seed -> {
                long from = (long) (new RandomStream(seed).uniform() * NS);
                return (batch, row) -> batch.timestampNs[row] >= from;
            }),
            Map.entry("until some time", seed -> {
                long until = (long) (new RandomStream(seed).uniform() * NS);
                return (batch, row) -> batch.timestampNs[row] < until;
            }),
            Map.entry("one CPU from some time on", seed -> {
                RandomStream random = new RandomStream(seed);
                long from = (long) (random.uniform() * NS);
                int cpu = random.next(CPUS);
                return (batch, row) -> batch.cpu[row] != cpu || batch.timestampNs[row] >= from;
            }),
            Map.entry("without sends to many", without(kind -> kind == EventKind.IPI_SEND_CPUMASK)),
            Map.entry("without sends", without(kind -> kind.role() == EventRole.SEND)),
            Map.entry("without queueing", without(kind -> kind.role() == EventRole.CALL_QUEUE)),
            Map.entry("without starts", without(kind -> kind.role() == EventRole.CALL_START)),
            Map.entry("without ends", without(kind -> kind.role() == EventRole.CALL_END)),
            Map.entry(
                    "without handlers",
                    without(kind ->
                            kind.role() == EventRole.INTERRUPT_ENTRY || kind.role() == EventRole.INTERRUPT_EXIT)),
            Map.entry("without ends of handlers", without(kind -> kind.role() == EventRole.INTERRUPT_EXIT)),
            Map.entry("without softirqs", without(kind -> kind.role() == EventRole.SOFTIRQ)),
            Map.entry("without the scheduler", without(kind -> kind.role() == EventRole.SCHEDULER)),
            Map.entry("pointers hidden", seed -> (batch, row) -> {
                EventRole role = batch.kindAt(row).role();
                boolean call =
                        role == EventRole.CALL_QUEUE || role == EventRole.CALL_START || role == EventRole.CALL_END;
                if (call && batch.reference[row] != 0) {
                    batch.reference[row] = EventBatch.HIDDEN_POINTER;
                }
                return true;
            }),
            Map.entry("without flags", seed -> (batch, row) -> {
                batch.flags[row] = 0;
                return true;
            }));

    private static LongFunction<Change> without(Predicate<EventKind> kinds) {
        return seed -> (batch, row) -> !kinds.test(batch.kindAt(row));
    }

    private static SimulatedMachine machine(String scenario, long seed) throws IOException {
        return new SimulatedMachine(ScenarioReader.read(SCENARIOS.resolve(scenario + ".json")), seed, NS, false);
    }

    private static EventSource varied(SimulatedMachine machine, Change change) {
        try {
            return VariedSource.of(machine.open(), change);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Arguments> variations() {
        return MACHINES.stream()
                .flatMap(machine -> CHANGES.keySet().stream().sorted().map(change -> Arguments.of(machine, change)));
    }

    @ParameterizedTest
    @MethodSource("variations")
    void whatIsSaidIsRight(String scenario, String change) throws IOException {
        for (long seed = 1; seed <= 2; seed++) {
            SimulatedMachine machine = machine(scenario, seed);
            Change made = CHANGES.get(change).apply(seed);
            SimulationScore score =
                    new SimulationScore(machine, Replayed.of(() -> varied(machine, made), machine.counters));
            assertThat(score.edgePrecision().value())
                    .as("edges called lost, seed %d", seed)
                    .isEqualTo(1);
            assertThat(score.rootPrecision().value()).as("roots, seed %d", seed).isEqualTo(1);
            assertThat(score.deliveredPrecision().value())
                    .as("delivered, seed %d", seed)
                    .isGreaterThan(0.98);
        }
    }

    /** A change of numbers that leaves no CPU its own. */
    private static Change renumbered(IntUnaryOperator number) {
        return (batch, row) -> {
            EventKind kind = batch.kindAt(row);
            batch.cpu[row] = number.applyAsInt(batch.cpu[row]);
            if (kind == EventKind.IPI_SEND_CPUMASK || kind == EventKind.IPI_RAISE) {
                long mask = 0;
                for (long left = batch.reference[row]; left != 0; left &= left - 1) {
                    mask |= 1L << number.applyAsInt(batch.peer[row] + Long.numberOfTrailingZeros(left));
                }
                batch.peer[row] = 0;
                batch.reference[row] = mask;
            } else if (batch.peer[row] >= 0) {
                batch.peer[row] = number.applyAsInt(batch.peer[row]);
            }
            return true;
        };
    }

    private static Set<String> said(Replayed replayed, IntUnaryOperator number) {
        Stream<String> edges = replayed.ipis.values().stream()
                .map(ipi -> ipi.message() + " " + number.applyAsInt(ipi.sourceCpu()) + " "
                        + number.applyAsInt(ipi.targetCpu()) + " " + ipi.sendNs() + " " + ipi.edge() + " "
                        + ipi.fate());
        Stream<String> waits = replayed.stalls.stream()
                .map(stall -> number.applyAsInt(stall.waiterCpu()) + " " + number.applyAsInt(stall.targetCpu()) + " "
                        + stall.beginNs() + " " + stall.endNs() + " " + stall.cause() + " " + stall.grade());
        return Stream.concat(edges, waits).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"es47-4-git-stock", "es47-4-git-resend"})
    void cpusOfOtherNumbersAreToldTheSame(String scenario) throws IOException {
        SimulatedMachine machine = machine(scenario, 3);
        IntUnaryOperator number = cpu -> cpu < 0 ? cpu : 61 - 7 * cpu;
        IntUnaryOperator back = cpu -> cpu < 0 ? cpu : (61 - cpu) / 7;
        Replayed plain = Replayed.of(() -> varied(machine, (batch, row) -> true), null);
        Replayed other = Replayed.of(() -> varied(machine, renumbered(number)), null);
        assertThat(plain.stalls).as("something to tell").isNotEmpty();
        assertThat(said(other, back)).isEqualTo(said(plain, IntUnaryOperator.identity()));
    }

    @Test
    void aMachineThatLatchesIsNotAccusedWhateverItsClock() throws IOException {
        SimulatedMachine machine = machine("tsunami-4-git-poll", 4);
        for (long step : List.of(2_000L, 10_000L, 50_000L, 1_000_000L, 10_000_000L)) {
            Change coarse = (batch, row) -> {
                batch.timestampNs[row] -= batch.timestampNs[row] % step;
                return true;
            };
            Replayed replayed = Replayed.of(() -> varied(machine, coarse), machine.counters);
            assertThat(replayed.ipis.values()).noneMatch(ipi -> ipi.edge() == Ipi.Edge.LOST);
            assertThat(replayed.stalls).noneMatch(stall -> stall.cause() == Stall.Cause.LOST_EDGE);
        }
    }
}

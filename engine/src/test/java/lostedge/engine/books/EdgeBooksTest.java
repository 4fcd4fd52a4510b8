package lostedge.engine.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.LossLedger;
import lostedge.engine.finding.LostEdges;
import lostedge.engine.script.PollingMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeBooksTest {
    private static final double SECONDS = 4;

    private static EdgeBooks books(CounterSeries counters, EventBatch events) {
        EdgeBooks books = new EdgeBooks(counters);
        books.write(events);
        return books;
    }

    private static Books balance(PollingMachine machine) {
        return books(machine.counters(), machine.events())
                .balance(PollingMachine.clock(), new EdgeCounts(), Books.Poll.UNKNOWN);
    }

    private static EventBatch where(EventBatch events, IntPredicate row) {
        EventBatch kept = new EventBatch(events.capacity());
        for (int i = 0; i < events.size(); i++) {
            if (row.test(i)) {
                kept.appendFrom(events, i);
            }
        }
        return kept;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 4, 0.0",
        "2, 4, 0.3",
        "3, 4, 1.0",
        "4, 2, 0.5",
        "5, 8, 0.0",
        "6, 8, 0.5",
        "7, 8, 1.0",
        "8, 4, 0.1",
        "9, 2, 1.0"
    })
    void intervalCoversTheLostEdges(long seed, int cpus, double lostShare) {
        PollingMachine machine = new PollingMachine(seed, cpus, SECONDS, lostShare, true);

        LostEdges lost = balance(machine).lost();

        assertThat(lost.bound()).isFalse();
        assertThat((double) machine.lost()).isBetween(lost.low(), lost.high());
        assertThat(lost.high() - lost.low()).isLessThan(0.025 * lost.sends());
        assertThat(lost.coalesced()).isBetween(0.9 * machine.merged(), 1.1 * machine.merged());
    }

    @ParameterizedTest
    @CsvSource({"11, 0.0", "12, 0.5", "13, 1.0"})
    void intervalCoversTheLostEdgesOfAKernelThatDoesNotPoll(long seed, double lostShare) {
        PollingMachine machine = new PollingMachine(seed, 4, SECONDS, lostShare, false);

        LostEdges lost = balance(machine).lost();

        assertThat((double) machine.lost()).isBetween(lost.low(), lost.high());
        assertThat(lost.rescues()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"21, 0.0", "22, 0.25", "23, 0.5", "24, 0.75"})
    void machineThatLosesPartOfItsEdgesComesOutAsThatPart(long seed, double lostShare) {
        PollingMachine machine = new PollingMachine(seed, 4, SECONDS, lostShare, true);

        LostShare share = balance(machine).share();

        assertThat(lostShare).isBetween(share.low(), share.high());
        assertThat(share.estimate()).isBetween(lostShare - 0.1, lostShare + 0.1);
    }

    /** The reading as it is while a CPU is offline. */
    private static CounterSnapshot without(int cpu, CounterSnapshot reading) {
        int[] cpus = Arrays.stream(reading.cpus()).filter(other -> other != cpu).toArray();
        List<CounterSnapshot.Row> rows = reading.rows().stream()
                .map(row -> new CounterSnapshot.Row(
                        row.name(),
                        Arrays.stream(cpus)
                                .mapToLong(other -> row.counts()[column(reading, other)])
                                .toArray(),
                        true,
                        row.description()))
                .toList();
        return new CounterSnapshot(reading.timestampNs(), reading.endNs(), reading.tag(), cpus, rows);
    }

    private static int column(CounterSnapshot reading, int cpu) {
        return Arrays.binarySearch(reading.cpus(), cpu);
    }

    @Test
    void whatWasSentToACpuWhileNoReadingCountsItStaysOut() {
        PollingMachine machine = new PollingMachine(51, 4, SECONDS, 0, true);
        List<CounterSnapshot> readings = new ArrayList<>(machine.counters().snapshots());
        for (int i = readings.size() / 3; i < 2 * readings.size() / 3; i++) {
            readings.set(i, without(2, readings.get(i)));
        }
        CounterSeries counters = new CounterSeries("hotplug", machine.counters().clock(), readings, new LossLedger());

        LostEdges lost = books(counters, machine.events())
                .balance(PollingMachine.clock(), new EdgeCounts(), Books.Poll.UNKNOWN)
                .lost();

        assertThat(lost.low()).isZero();
        assertThat(lost.high()).isLessThan(0.02 * lost.sends());
        assertThat(lost.sends()).isLessThan(balance(machine).lost().sends());
    }

    @ParameterizedTest
    @CsvSource({"31, 0.0", "32, 1.0"})
    void clockTooCoarseForOrderGivesTheOrderFreeBound(long seed, double lostShare) {
        PollingMachine machine = new PollingMachine(seed, 4, SECONDS, lostShare, true);
        EventBatch events = machine.events();
        for (int row = 0; row < events.size(); row++) {
            events.timestampNs[row] -= events.timestampNs[row] % 976_563;
        }

        LostEdges lost = books(machine.counters(), events)
                .balance(PollingMachine.clock(), new EdgeCounts(), Books.Poll.UNKNOWN)
                .lost();

        assertThat(lost.bound()).isTrue();
        assertThat(lost.estimate()).isNaN();
        assertThat((double) machine.lost()).isBetween(lost.low(), lost.high());
        assertThat(lost.method()).startsWith("order-free bound");
    }

    @Test
    void readingsOnAnotherClockCountOnlyWhereTheirTagsSayWhichTraceTheyBracket() {
        PollingMachine machine = new PollingMachine(41, 4, SECONDS, 1, true);
        Clock jiffies = new Clock(Clock.Domain.LOCAL, 1000, true, false);
        CounterSeries counters = machine.counters();

        assertThat(books(counters, machine.events())
                        .balance(jiffies, new EdgeCounts(), Books.Poll.UNKNOWN)
                        .lost()
                        .high())
                .isNaN();

        List<CounterSnapshot> readings = counters.snapshots();
        CounterSnapshot last = readings.get(readings.size() - 1);
        readings.set(
                readings.size() - 1,
                new CounterSnapshot(last.timestampNs(), last.endNs(), "end", last.cpus(), last.rows()));
        LostEdges lost = books(counters, machine.events())
                .balance(jiffies, new EdgeCounts(), Books.Poll.UNKNOWN)
                .lost();
        assertThat(lost.bound()).isTrue();
        assertThat((double) machine.lost()).isBetween(lost.low(), lost.high());
    }

    @Test
    void traceWithoutStartsOfFunctionsGivesABound() {
        PollingMachine machine = new PollingMachine(41, 4, SECONDS, 1, true);
        EventBatch events = machine.events();
        EventBatch sends = where(events, row -> events.kindAt(row).role() != EventRole.CALL_START);

        LostEdges lost = books(machine.counters(), sends)
                .balance(PollingMachine.clock(), new EdgeCounts(), Books.Poll.UNKNOWN)
                .lost();

        assertThat(lost.bound()).isTrue();
        assertThat((double) machine.lost()).isBetween(lost.low(), lost.high());
        assertThat(lost.method()).contains("no event shows");
    }

    @Test
    void readingsTakenAfterTheTraceEndedAreLeftOut() {
        PollingMachine machine = new PollingMachine(51, 4, SECONDS, 1, true);
        EventBatch events = machine.events();
        long half = (long) (SECONDS / 2 * 1e9);
        EventBatch firstHalf = where(events, row -> events.timestampNs[row] < half);

        LostEdges lost = books(machine.counters(), firstHalf)
                .balance(PollingMachine.clock(), new EdgeCounts(), Books.Poll.UNKNOWN)
                .lost();

        assertThat(lost.sends()).isBetween(machine.sends() * 4 / 10, machine.sends() / 2);
        assertThat(lost.estimate()).isBetween(machine.lost() * 0.4, machine.lost() * 0.55);
    }

    @Test
    void stretchWithLostEventsIsLeftOut() {
        PollingMachine machine = new PollingMachine(61, 4, SECONDS, 0, true);
        EventBatch events = machine.events();
        long from = 1_000_000_000L;
        long to = 1_500_000_000L;
        boolean[] told = new boolean[1];
        EventBatch torn = new EventBatch(events.size() + 1);
        for (int row = 0; row < events.size(); row++) {
            long ns = events.timestampNs[row];
            if (events.cpu[row] == 2 && ns >= from && ns < to) {
                continue;
            }
            if (events.cpu[row] == 2 && ns >= to && !told[0]) {
                torn.append(ns, 2, EventKind.LOST_EVENTS, 0);
                told[0] = true;
            }
            torn.appendFrom(events, row);
        }

        LostEdges lost = books(machine.counters(), torn)
                .balance(PollingMachine.clock(), new EdgeCounts(), Books.Poll.UNKNOWN)
                .lost();

        assertThat(lost.low()).isZero();
        assertThat(lost.high()).isLessThan(0.015 * lost.sends());
        assertThat(lost.sends()).isLessThan(machine.sends() * 91 / 100);
    }

    @Test
    void shortEndOfAnOverrunBufferGivesABoundFromTheTraceAlone() {
        PollingMachine machine = new PollingMachine(71, 4, SECONDS, 1, true);
        EventBatch events = machine.events();
        long start = 3_850_000_000L;
        EventBatch end = new EventBatch(events.size());
        end.append(start, 3, EventKind.BUFFER_START, 0);
        for (int row = 0; row < events.size(); row++) {
            if (events.timestampNs[row] > start) {
                end.appendFrom(events, row);
            }
        }
        List<CounterSnapshot> readings = machine.counters().snapshots();
        CounterSeries early =
                new CounterSeries("early", PollingMachine.clock(), readings.subList(0, 20), new LossLedger());

        LostEdges lost = books(early, end)
                .balance(PollingMachine.clock(), new EdgeCounts(), Books.Poll.UNKNOWN)
                .lost();

        double truth = machine.lostAfter(start);
        assertThat(lost.bound()).isTrue();
        assertThat(truth).isBetween(lost.low(), lost.high());
        assertThat(lost.low()).isPositive();
    }

    @Test
    void traceWithoutCountersSaysNothingOfItsLostEdges() {
        PollingMachine machine = new PollingMachine(81, 2, 1, 1, true);
        EdgeBooks books = new EdgeBooks(null);
        books.write(machine.events());

        LostEdges lost = books.balance(PollingMachine.clock(), new EdgeCounts(), Books.Poll.UNKNOWN)
                .lost();

        assertThat(lost.estimate()).isNaN();
        assertThat(lost.sends()).isEqualTo(machine.sends());
        assertThat(books.poll()).isEqualTo(Books.Poll.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"82, 0.0", "83, 1.0"})
    void traceOfAPollFoundByTheReplayBoundsItsLostEdges(long seed, double lostShare) {
        PollingMachine machine = new PollingMachine(seed, 4, SECONDS, lostShare, true);
        EdgeBooks books = new EdgeBooks(null);
        books.write(machine.events());

        LostEdges lost = books.balance(PollingMachine.clock(), new EdgeCounts(), Books.Poll.PRESENT)
                .lost();

        assertThat(lost.bound()).isTrue();
        assertThat((double) machine.lost()).isBetween(lost.low(), lost.high());
    }

    @Test
    void emptyDeliveriesSlowTheWayOutOfALatchingMachineAlone() {
        PollingMachine latching = new PollingMachine(91, 4, SECONDS, 0, true);
        PollingMachine losing = new PollingMachine(91, 4, SECONDS, 1, true);
        Books latched = balance(latching);
        Books lost = balance(losing);

        assertThat(lost.rescues().slowerAfterRescue()).isLessThan(0.1);
        assertThat(latched.rescues().slowerAfterRescue())
                .isGreaterThan(lost.rescues().slowerAfterRescue() + 0.1);
    }
}

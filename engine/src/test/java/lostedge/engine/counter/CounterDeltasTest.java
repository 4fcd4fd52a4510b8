package lostedge.engine.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import lostedge.engine.counter.CounterSnapshot.Row;
import lostedge.engine.event.Clock;
import lostedge.engine.event.LossLedger;
import org.junit.jupiter.api.Test;

class CounterDeltasTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void growthAndRateAreBetweenReadings() {
        assertThat(deltas(snapshot(0, 1, row("IPI", 5, 7)), snapshot(2, 1, row("IPI", 5, 17))))
                .extracting(CounterDelta::cpu, CounterDelta::delta, CounterDelta::ratePerS, CounterDelta::event)
                .containsExactly(
                        tuple(0, -1L, Double.NaN, CounterEvent.FIRST),
                        tuple(1, -1L, Double.NaN, CounterEvent.FIRST),
                        tuple(0, 0L, 0.0, CounterEvent.NONE),
                        tuple(1, 10L, 5.0, CounterEvent.NONE));
    }

    @Test
    void fallFromTheUpperHalfOf32BitsIsAWrap() {
        assertThat(second(row("IPI", 4_294_967_290L, 100), row("IPI", 4, 101)))
                .extracting(CounterDelta::delta, CounterDelta::event)
                .containsExactly(tuple(10L, CounterEvent.WRAP), tuple(1L, CounterEvent.NONE));
    }

    @Test
    void otherFallIsAReset() {
        assertThat(deltas(
                        snapshot(0, 1, row("8", 1000, 1000), row("9", 5, 5)),
                        snapshot(1, 1, row("8", 3, 1000), row("9", 5, 5))))
                .filteredOn(delta -> delta.event() == CounterEvent.RESET)
                .extracting(CounterDelta::row, CounterDelta::cpu, CounterDelta::count, CounterDelta::delta)
                .containsExactly(tuple("8", 0, 3L, CounterDelta.UNKNOWN));
    }

    @Test
    void mostCountersFallingIsAReboot() {
        assertThat(second(row("LOC", 500, 600), row("LOC", 20, 10)))
                .extracting(CounterDelta::event, CounterDelta::delta)
                .containsOnly(tuple(CounterEvent.REBOOT, CounterDelta.UNKNOWN));
    }

    @Test
    void cpuThatComesBackKeepsItsCount() {
        CounterSnapshot without = new CounterSnapshot(SECOND, SECOND, "", new int[] {0}, List.of(row("LOC", 7)));
        List<CounterDelta> all = deltas(snapshot(0, 1, row("LOC", 5, 50)), without, snapshot(2, 1, row("LOC", 9, 60)));
        assertThat(all.subList(2, 6))
                .extracting(CounterDelta::cpu, CounterDelta::count, CounterDelta::delta, CounterDelta::event)
                .containsExactly(
                        tuple(0, 7L, 2L, CounterEvent.NONE),
                        tuple(1, CounterDelta.UNKNOWN, CounterDelta.UNKNOWN, CounterEvent.CPU_OFFLINE),
                        tuple(0, 9L, 2L, CounterEvent.NONE),
                        tuple(1, 60L, 10L, CounterEvent.CPU_ONLINE));
        assertThat(all.get(5).ratePerS())
                .as("the CPU was away for an unknown time")
                .isNaN();
    }

    @Test
    void rowsThatComeAndGoAreTold() {
        assertThat(deltas(
                        snapshot(0, 1, row("LOC", 1, 1), row("24", 5, 5)),
                        snapshot(1, 1, row("LOC", 2, 2), row("25", 1, 1)),
                        snapshot(2, 1, row("LOC", 3, 3), row("24", 9, 5))))
                .filteredOn(delta -> delta.cpu() == 0 && !delta.row().equals("LOC"))
                .extracting(CounterDelta::row, CounterDelta::event, CounterDelta::delta)
                .containsExactly(
                        tuple("24", CounterEvent.FIRST, CounterDelta.UNKNOWN),
                        tuple("25", CounterEvent.ROW_NEW, CounterDelta.UNKNOWN),
                        tuple("24", CounterEvent.ROW_GONE, CounterDelta.UNKNOWN),
                        tuple("24", CounterEvent.ROW_BACK, 4L),
                        tuple("25", CounterEvent.ROW_GONE, CounterDelta.UNKNOWN));
    }

    @Test
    void growthIsRefusedAcrossWhatNobodySaw() {
        CounterSnapshot one = new CounterSnapshot(SECOND, SECOND, "", new int[] {0}, List.of(row("IPI", 7)));
        CounterSeries series = series(
                snapshot(0, 1, row("IPI", 5, 5)),
                one,
                snapshot(2, 1, row("IPI", 9, 6)),
                snapshot(3, 1, row("IPI", 1, 1)));
        assertThat(CounterDeltas.growth(series, "IPI", 0, 2)).hasValue(5);
        assertThat(CounterDeltas.growth(series, "IPI", 1, 2))
                .as("the CPU was seen before")
                .hasValue(3);
        assertThat(CounterDeltas.growth(series, "IPI", 0, 1))
                .as("a CPU is away")
                .isEmpty();
        assertThat(CounterDeltas.growth(series, "IPI", 2, 3)).as("a reset").isEmpty();
        assertThat(CounterDeltas.growth(series, "RIF", 0, 2)).as("no such row").isEmpty();
    }

    /** Seeded property: whatever 32-bit counters grow by between readings, below 2^31, is what is told. */
    @Test
    void growthOfWrappingCountersIsFound() {
        Random random = new Random(20260530);
        for (int run = 0; run < 200; run++) {
            long[] truth = new long[8];
            List<CounterSnapshot> snapshots = new ArrayList<>();
            long[] start = random.longs(8, 0, 1L << 33).toArray();
            long grown = 0;
            for (int i = 0; i < 5; i++) {
                long[] shown = new long[8];
                for (int cpu = 0; cpu < 8; cpu++) {
                    long step = i == 0 ? 0 : random.nextLong(1L << 31);
                    truth[cpu] += step;
                    grown += step;
                    shown[cpu] = start[cpu] + truth[cpu] & 0xFFFFFFFFL;
                }
                snapshots.add(snapshot(i, 7, row("LOC", shown)));
            }
            OptionalLong told = CounterDeltas.growth(series(snapshots.toArray(CounterSnapshot[]::new)), "LOC", 0, 4);
            assertThat(told).hasValue(grown);
        }
    }

    private static List<CounterDelta> second(Row first, Row second) {
        return deltas(snapshot(0, 1, first), snapshot(1, 1, second)).subList(2, 4);
    }

    private static List<CounterDelta> deltas(CounterSnapshot... snapshots) {
        List<CounterDelta> all = new ArrayList<>();
        CounterDeltas.forEach(series(snapshots), all::add);
        return all;
    }

    private static CounterSeries series(CounterSnapshot... snapshots) {
        Clock clock = new Clock(Clock.Domain.MONOTONIC, 1, true, true);
        return new CounterSeries("test", clock, List.of(snapshots), new LossLedger());
    }

    private static CounterSnapshot snapshot(long second, int lastCpu, Row... rows) {
        int[] cpus = java.util.stream.IntStream.rangeClosed(0, lastCpu).toArray();
        return new CounterSnapshot(second * SECOND, second * SECOND, "", cpus, List.of(rows));
    }

    private static Row row(String name, long... counts) {
        return new Row(name, counts, true, "");
    }
}

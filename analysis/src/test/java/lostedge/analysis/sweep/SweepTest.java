package lostedge.analysis.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lostedge.analysis.statistics.Interval;
import lostedge.engine.workload.Scenario;
import lostedge.ingest.scenario.ScenarioReader;
import lostedge.ingest.table.TableFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepTest {
    private static final long SECOND = 1_000_000_000L;

    private static Sweep sweep(String variation, int runs, long durationNs) throws IOException {
        Scenario scenario = ScenarioReader.read(Path.of("../data/scenarios/es47-4-git.json"));
        return Sweep.run(scenario, Variation.parse(variation), 1, runs, durationNs);
    }

    private static Interval share(Sweep sweep, int point) {
        Interval share = sweep.points().get(point).outcome().callFunctionShare();
        assertThat(share).isNotNull();
        return share == null ? new Interval(0, 0, 0, 0) : share;
    }

    @Test
    void shareOfRescuesFollowsTheMixOfSends() throws IOException {
        Sweep sweep = sweep("reschedules=1,32", 2, 3 * SECOND);
        assertThat(share(sweep, 0).low()).isGreaterThan(share(sweep, 1).high());
        for (Sweep.Point point : sweep.points()) {
            double ratio = point.callsPerReschedule();
            Interval sent = point.outcome().callFunctionShareOfSends();
            assertThat(sent).isNotNull();
            assertThat(ratio / (1 + ratio)).isEqualTo(sent == null ? 0 : sent.estimate());
        }
    }

    @Test
    void handlersTwiceAsLongLoseMoreEdgesOfTheSameMix() throws IOException {
        Sweep sweep = sweep("handlers=0.5,4", 2, 2 * SECOND);
        Interval few = sweep.points().get(0).outcome().lostShare();
        Interval many = sweep.points().get(1).outcome().lostShare();
        assertThat(few).isNotNull();
        assertThat(many).isNotNull();
        assertThat(many == null ? 0 : many.low()).isGreaterThan(few == null ? 1 : few.high());
        assertThat(share(sweep, 1).contains(0.98) || share(sweep, 1).estimate() > 0.97)
                .isTrue();
    }

    @Test
    void cpusMoveTheDevicesTheyDoNotHave() throws IOException {
        Sweep sweep = sweep("cpus=2,3", 1, SECOND / 10);
        Scenario two = sweep.points().get(0).scenario();
        assertThat(two.configuration().cpus()).isEqualTo(2);
        assertThat(two.workload().devices()).allMatch(device -> device.cpu() < 2);
    }

    @Test
    void figureAndTableHaveAPointForEachValue(@TempDir Path folder) throws IOException {
        Sweep sweep = sweep("reschedules=1,4", 1, SECOND / 2);
        Path file = folder.resolve("sweep.csv");
        SweepTable.write(sweep, file, TableFormat.CSV, Map.of());
        assertThat(file).content().hasLineCount(3).startsWith("value,cpus,clock_handler_ns,runs,hung,sent,");
        assertThat(SweepFigure.of(sweep).description()).contains("at 1, ", "at 4, ");
        assertThat(SweepFigure.of(sweep).themedSvg()).contains("IPI_CALL_FUNC sends per IPI_RESCHEDULE send");
    }

    @Test
    void variationIsReadAsWritten() {
        assertThat(Variation.parse("handlers=0.25,1")).isEqualTo(new Variation(Parameter.HANDLERS, List.of(0.25, 1.0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cpus",
                "cpus=4",
                "cpus=4,2",
                "cpus=2,2.5",
                "cpus=2,65",
                "handlers=0,1",
                "speed=1,2",
                "cpus=2,x"
            })
    void otherVariationsAreRefused(String text) {
        assertThatThrownBy(() -> Variation.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected ");
    }
}

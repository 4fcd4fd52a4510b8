package lostedge.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import lostedge.engine.check.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckCommandTest {
    private static final Path DATA = Run.shipped("../variants");

    @Test
    void violatedVariantShowsTheWayThereAndExitsWith1(@TempDir Path folder) {
        Run run = Run.of("check", "--lock", "trylock", "--output", folder.resolve("out"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("violated", "wripir(0)", "EDGE LOST: CPU 0 is in do_entInt", "shortest counterexample, 6");
        assertThat(folder.resolve("out/counterexample.svg")).exists();
        assertThat(folder.resolve("out/counterexample.png")).exists();
        assertThat(folder.resolve("out/counterexample-dark.svg")).content().contains("wripir(0)", "handle_irq: done");
    }

    @Test
    void variantThatHoldsExitsWith0AndSaysWhatWasNeverTaken() {
        Run run = Run.of("check", "--poll", "on", "--lock", "trylock", "--callers", "both");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("holds", "never taken", "up to the numbering of CPUs");
    }

    @Test
    void exhaustedMemoryHasAnExitCodeOfItsOwn() throws IOException {
        Run run = Run.of("check", "--cpus", "3", "--exhaustive", "--memory", "1", "--format", "json");
        assertThat(run.code()).isEqualTo(3);
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.path("verdict").asText()).isEqualTo("incomplete");
        assertThat(json.path("states").asLong()).isPositive();
        assertThat(json.path("counterexample").isNull()).isTrue();
    }

    @Test
    void counterexampleIsAListOfStepsInJson() throws IOException {
        Run run = Run.of("check", "--hardware", "latched", "--callers", "irqs-off", "--format", "json");
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.path("verdict").asText()).isEqualTo("violated");
        assertThat(json.path("counterexample")).hasSize(4);
        assertThat(json.path("counterexample").get(0).path("microstep").asText())
                .isEqualTo("IRQ_SAVE");
    }

    @Test
    void unknownRuleIsRefusedInOneLine() {
        Run run = Run.of("check", "--hardware", "magic");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("lost-in-entint, lost-at-ipl7 or latched");
    }

    @ParameterizedTest
    @EnumSource(Property.class)
    void everyPropertyIsCheckedAloneByItsName(Property property) throws IOException {
        String name = property.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Run run = Run.of(
                "check",
                "--poll",
                "on",
                "--lock",
                "trylock",
                "--drain-reads",
                "irqs-off",
                "--format",
                "json",
                "--property",
                name);
        assertThat(run.code()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.path("property").asText()).isEqualTo(name);
        assertThat(json.path("taken").path("WRIPIR").asLong()).isPositive();
        assertThat(json.path("taken").path("HALT").asLong()).isZero();
    }

    @Test
    void variantFromAFileIsTheOneItsOptionsName() throws IOException {
        Run file = Run.of("check", "--variant", DATA.resolve("device-interrupts.json"), "--format", "json");
        JsonNode json = new ObjectMapper().readTree(file.out());
        String options = json.path("variant").asText();
        assertThat(options).contains("--interrupts rtc,device", "--wait both", "--hardware lost-at-ipl7");
        Run named = Run.of(Stream.of("check " + options + " --format json")
                .flatMap(line -> Stream.of(line.split(" ")))
                .toArray());
        JsonNode again = new ObjectMapper().readTree(named.out());
        assertThat(again.path("variant")).isEqualTo(json.path("variant"));
        assertThat(again.path("states")).isEqualTo(json.path("states"));
        assertThat(again.path("verdict")).isEqualTo(json.path("verdict"));
    }

    @Test
    void fileAndOptionsOfAVariantTogetherAreRefused() {
        Run run = Run.of("check", "--variant", DATA.resolve("stock.json"), "--poll", "on");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("--variant or --poll");
    }

    @Test
    void pollIsOnOrOffAndNotBoth() {
        Run run = Run.of("check", "--poll", "both");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("--poll", "on or off", "both");
    }

    @Test
    void recordingOfACounterexampleLeadsTheAnalysisToItsCause(@TempDir Path folder) throws IOException {
        Run.of("check", "--output", folder.resolve("out"));
        Run run = Run.of("analyze", folder.resolve("out/recording"), "--format", "json");
        JsonNode longest = new ObjectMapper().readTree(run.out()).at("/stalls/longest");
        assertThat(longest).hasSize(1);
        assertThat(longest.get(0).path("cause").asText()).isEqualTo("LOST_EDGE");
    }
}

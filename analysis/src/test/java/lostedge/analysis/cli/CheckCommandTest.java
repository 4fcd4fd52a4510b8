package lostedge.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @Test
    void violatedVariantShowsTheWayThereAndExitsWith1(@TempDir Path folder) {
        Run run = Run.of("check", "--lock", "trylock", "--output", folder.resolve("out"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("violated", "wripir(0)", "EDGE LOST: CPU 0 is in do_entInt", "shortest counterexample, 6");
        assertThat(folder.resolve("out/counterexample.svg")).exists();
        assertThat(folder.resolve("out/counterexample.png")).exists();
    }

    @Test
    void variantThatHoldsExitsWith0AndSaysWhatWasNeverTaken() {
        Run run = Run.of("check", "--poll", "on", "--lock", "trylock", "--callers", "both", "--symmetry");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("holds", "never taken", "up to the numbering of CPUs");
    }

    @Test
    void exhaustedMemoryHasAnExitCodeOfItsOwn() throws IOException {
        Run run = Run.of("check", "--cpus", "3", "--memory", "1", "--format", "json");
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
}

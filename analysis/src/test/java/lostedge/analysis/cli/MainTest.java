package lostedge.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.AutoComplete;

class MainTest {
    @Test
    void versionNamesTheToolAndItsVersion() {
        assertThat(Run.of("--version").out()).matches("lostedge \\d+\\.\\d+\\.\\d+( \\([0-9a-f]+\\))?\\R");
    }

    @Test
    void helpNamesEveryVerb() {
        Run run = Run.of("--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains(verbs());
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void everyVerbHasHelpAndAFormat(String verb) {
        Run run = Run.of(verb, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Usage: lostedge " + verb, "--format", "text, json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sing", "--loud", "analyze", "analyze --format=xml x", "analyze --nonsense x"})
    void badUsageIsOneLineAndCode2(String arguments) {
        Run run = Run.of((Object[]) arguments.split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("lostedge: ").hasLineCount(1);
    }

    @Test
    void completionScriptKnowsTheVerbs() {
        assertThat(AutoComplete.bash("lostedge", Main.commandLine())).contains(verbs());
    }

    @Test
    void completionScriptOffersConstantsAsHelpSpellsThem() {
        assertThat(AutoComplete.bash("lostedge", Main.commandLine()))
                .contains("(\"lost-in-entint\" \"lost-at-ipl7\" \"latched\") # --hypothesis", "\"trylock-drain\"")
                .doesNotContain("LOST_IN_ENTINT", "TRYLOCK_DRAIN", "NO_SELF_DEADLOCK");
    }

    static String[] verbs() {
        return CommandLineShape.optionsByVerb().keySet().toArray(String[]::new);
    }
}

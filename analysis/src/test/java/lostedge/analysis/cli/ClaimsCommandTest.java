package lostedge.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsCommandTest {
    @TempDir
    private Path folder;

    @Test
    void claimIsTestedAloneAndWrittenAsPageJsonAndTables() throws IOException {
        Path out = folder.resolve("out");
        Run run = Run.of("claims", "--claim", "lone-caller", "--claim", "serializes-all", "--output", out);
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("lone-caller (patch 2)", "supported only if", "serializes-all", "refuted");
        String page = Files.readString(out.resolve("claims.html"));
        assertThat(page)
                .contains("2 claims tested", "id=\"lone-caller\"", "id=\"matrix\"", "lostedge check --cpus 2")
                .doesNotContain("https://", "src=\"");
        JsonNode json = new ObjectMapper().readTree(Files.readString(out.resolve("claims.json")));
        assertThat(json.path("claims")).hasSize(2);
        assertThat(json.at("/claims/1/evidence/0/command").asText()).startsWith("lostedge check");
        assertThat(Files.readAllLines(out.resolve("tables/claims.csv"))).hasSize(3);
        assertThat(Files.readAllLines(out.resolve("tables/claim_evidence.csv"))).hasSizeGreaterThan(6);
        assertThat(out.resolve("tables/claims.arrow")).exists();
        assertThat(out.resolve("tables/claims.parquet")).exists();
    }

    @Test
    void commandOfAPieceOfEvidenceShowsItAgain() throws IOException {
        JsonNode claims = new ObjectMapper()
                .readTree(Run.of("claims", "--claim", "lone-caller", "--format", "json")
                        .out());
        JsonNode evidence = claims.at("/claims/0/evidence/0");
        assertThat(evidence.path("words").asText()).contains("stock hangs");
        assertThat(Run.of("claims", "--claim", "lone-caller").out())
                .contains(claims.at("/claims/0/evidence").findValuesAsText("command"));
        String[] again = evidence.path("command")
                .asText()
                .substring("lostedge ".length())
                .split(" ");
        Run run = Run.of((Object[]) again);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("violated");
    }

    @Test
    void unknownClaimIsRefusedWithTheKnownOnes() {
        Run run = Run.of("claims", "--claim", "magic");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("lone-caller", "lock-cost", "'magic'");
    }
}

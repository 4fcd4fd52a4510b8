package lostedge.ingest.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.workload.Scenario;
import lostedge.ingest.reader.RecordingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioReaderTest {
    private static final Path SCENARIOS = Path.of("../data/scenarios");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path folder;

    static List<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyShippedScenarioIsReadAndBearsItsFilesName(Path file) throws IOException {
        Scenario scenario = ScenarioReader.read(file);
        assertThat(file.getFileName()).hasToString(scenario.name() + ".json");
    }

    @Test
    void extendedScenarioKeepsWhatItDoesNotSay() throws IOException {
        Scenario base = ScenarioReader.read(SCENARIOS.resolve("es47-4-git.json"));
        Scenario stock = ScenarioReader.read(SCENARIOS.resolve("es47-4-git-stock.json"));
        assertThat(base.configuration().kernel()).isEqualTo(KernelVariant.PATCHES_1_AND_2);
        assertThat(stock.configuration().kernel()).isEqualTo(KernelVariant.STOCK);
        assertThat(stock.configuration().hardware()).isEqualTo(Hardware.LOST_IN_ENTINT);
        assertThat(stock.workload().calls()).hasSameSizeAs(base.workload().calls());
        assertThat(base.configuration().callers().waiting()).isEqualTo(Choice.ON);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /machine | cpus | 65 | machine.cpus: expected a whole number from 1 to 64
                    /machine | cpus | "four" | machine.cpus: expected a whole number
                    /machine | hardware | "magic" | machine.hardware: expected lost-in-entint or
                    /machine | sockets | 2 | machine.sockets: unknown field
                    /machine | loss | {"probability": 0, "source": "none"} | machine.loss.probability: expected a number above 0
                    /kernel | poll | 1 | kernel.poll: expected true or false
                    /workload/reschedules | source | "" | workload.reschedules.source: expected a text
                    /workload/reschedules | per_second | -1 | workload.reschedules.per_second: expected a number from
                    /workload/idle_flush | probability | 1.5 | workload.idle_flush.probability: expected a number from
                    /timing/entry | p99_ns | 1 | timing.entry: expected 0 <= median_ns <= p99_ns
                    /workload/devices/0 | cpu | 4 | workload.devices[0].cpu: expected a whole number from -1 to 3
                    /workload/calls/1 | targets | "most" | workload.calls[1].targets: expected all or one or boot
                    /hang_after | seconds | 5 | hang_after.seconds: expected a wait longer than the watchdog
                    """)
    void impossibleFieldIsRefusedByItsPath(String object, String field, String value, String message)
            throws IOException {
        JsonNode whole = MAPPER.readTree(Files.readString(SCENARIOS.resolve("es47-4-git.json")));
        ((ObjectNode) whole.at(object)).set(field, MAPPER.readTree(value));
        Path file = Files.writeString(folder.resolve("changed.json"), whole.toString());
        assertThatThrownBy(() -> ScenarioReader.read(file))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining(message);
    }

    @Test
    void missingFieldIsRefusedByItsPath() throws IOException {
        JsonNode whole = MAPPER.readTree(Files.readString(SCENARIOS.resolve("es47-4-git.json")));
        ((ObjectNode) whole.get("timing")).remove("wripir");
        Path file = Files.writeString(folder.resolve("changed.json"), whole.toString());
        assertThatThrownBy(() -> ScenarioReader.read(file)).hasMessageContaining("timing.wripir: expected this field");
    }

    @Test
    void scenarioThatExtendsItselfIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("loop.json"), "{\"extends\": \"loop.json\"}");
        assertThatThrownBy(() -> ScenarioReader.read(file)).hasMessageContaining("does not extend itself");
    }

    @Test
    void textThatIsNotJsonIsRefusedByItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.json"), "{\n\"name\": \n}");
        assertThatThrownBy(() -> ScenarioReader.read(file)).hasMessageContaining("line 3: expected JSON");
    }

    @Test
    void schemaKnowsEveryFieldTheReaderReadsAndRequiresIt() throws IOException {
        JsonNode schema;
        try (InputStream in = ScenarioReader.class.getResourceAsStream("scenario.schema.json")) {
            schema = MAPPER.readTree(in);
        }
        JsonNode whole = MAPPER.readTree(Files.readString(SCENARIOS.resolve("es47-4-git.json")));
        sameFields(schema, schema.get("$defs").get("whole"), whole, "");
    }

    private static void sameFields(JsonNode schema, JsonNode described, JsonNode value, String path) {
        JsonNode type = described;
        while (type.has("$ref")) {
            String name = type.get("$ref").textValue().replace("#/$defs/", "");
            type = schema.get("$defs").get(name);
        }
        if (value.isObject()) {
            assertThat(type.get("properties").fieldNames())
                    .toIterable()
                    .as("fields of %s", path)
                    .containsExactlyInAnyOrderElementsOf(() -> value.fieldNames());
            for (var field : value.properties()) {
                JsonNode next = type.get("properties").get(field.getKey());
                sameFields(schema, next, field.getValue(), path + "/" + field.getKey());
            }
        } else if (value.isArray()) {
            for (JsonNode element : value) {
                sameFields(schema, type.get("items"), element, path + "[]");
            }
        }
    }
}

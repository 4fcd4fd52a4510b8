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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lostedge.engine.variant.CallerRules.Softirqs;
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
                    /workload | stops | {"per_second": -1, "source": "none"} | workload.stops.per_second: expected a number from
                    /workload/softirq | call | {"made": {"probability": 0, "source": "none"}} | workload.softirq.call.made.probability: expected a number above 0
                    /workload/softirq | call | {"made": {"probability": 1, "source": "none"}} | workload.softirq.call.function: expected this field
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    stop | /machine/cpus | 1 | workload.stops: expected other CPUs to stop
                    softirq-calls | /machine/cpus | 1 | workload.softirq.call: expected other CPUs to call
                    softirq-calls | /workload/tick/raises_softirq/probability | 0 | softirq.call: expected softirqs that
                    softirq-calls | /workload/softirq/call/irqs_off | true | call.irqs_off: unknown field
                    """)
    void impossibleCombinationIsRefusedByItsPath(String name, String at, String value, String message)
            throws IOException {
        ObjectNode changed =
                (ObjectNode) MAPPER.readTree(Files.readString(SCENARIOS.resolve("es47-4-git-" + name + ".json")));
        changed.put("extends", "base.json");
        ObjectNode base = (ObjectNode) MAPPER.readTree(Files.readString(SCENARIOS.resolve("es47-4-git.json")));
        for (JsonNode device : base.at("/workload/devices")) {
            ((ObjectNode) device).put("cpu", -1);
            ((ObjectNode) device.get("raises_softirq")).put("probability", 0);
        }
        Files.writeString(folder.resolve("base.json"), base.toString());
        ObjectNode parent = changed;
        String[] path = at.substring(1).split("/");
        for (int i = 0; i < path.length - 1; i++) {
            parent = parent.withObjectProperty(path[i]);
        }
        parent.set(path[path.length - 1], MAPPER.readTree(value));
        Path file = Files.writeString(folder.resolve("changed.json"), changed.toString());
        assertThatThrownBy(() -> ScenarioReader.read(file))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining(message);
    }

    @Test
    void stopsAndCallsBySoftirqsMakeTheRulesOfTheCallers() throws IOException {
        Scenario stop = ScenarioReader.read(SCENARIOS.resolve("es47-4-git-stop.json"));
        assertThat(stop.configuration().callers().stops()).isTrue();
        Scenario softirqs = ScenarioReader.read(SCENARIOS.resolve("es47-4-git-softirq-calls.json"));
        assertThat(softirqs.configuration().callers().softirqs()).isEqualTo(Softirqs.CALL);
        assertThat(softirqs.configuration().callers().waiting()).isEqualTo(Choice.BOTH);
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
        JsonNode schema = schema();
        JsonNode whole = MAPPER.readTree(Files.readString(SCENARIOS.resolve("es47-4-git.json")));
        sameFields(schema, schema.get("$defs").get("whole"), whole, "", true);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void schemaKnowsEveryFieldOfTheShippedScenarios(Path file) throws IOException {
        JsonNode schema = schema();
        ObjectNode part = (ObjectNode) MAPPER.readTree(Files.readString(file));
        part.remove("extends");
        sameFields(schema, schema.get("$defs").get("whole"), part, "", false);
    }

    private static JsonNode schema() throws IOException {
        try (InputStream in = ScenarioReader.class.getResourceAsStream("scenario.schema.json")) {
            return MAPPER.readTree(in);
        }
    }

    private static void sameFields(JsonNode schema, JsonNode described, JsonNode value, String path, boolean all) {
        JsonNode type = described;
        while (type.has("$ref")) {
            String name = type.get("$ref").textValue().replace("#/$defs/", "");
            type = schema.get("$defs").get(name);
        }
        if (value.isObject()) {
            List<String> names = new ArrayList<>();
            value.fieldNames().forEachRemaining(names::add);
            List<String> required = new ArrayList<>();
            type.get("required").forEach(name -> required.add(name.textValue()));
            assertThat(type.get("properties").fieldNames())
                    .toIterable()
                    .as("fields of %s", path)
                    .containsAll(names);
            if (all) {
                assertThat(names).as("fields of %s", path).containsExactlyInAnyOrderElementsOf(required);
            }
            for (var field : value.properties()) {
                JsonNode next = type.get("properties").get(field.getKey());
                sameFields(schema, next, field.getValue(), path + "/" + field.getKey(), all);
            }
        } else if (value.isArray()) {
            for (JsonNode element : value) {
                sameFields(schema, type.get("items"), element, path + "[]", all);
            }
        }
    }
}

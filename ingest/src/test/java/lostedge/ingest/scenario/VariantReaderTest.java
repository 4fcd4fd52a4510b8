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
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.ingest.reader.RecordingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VariantReaderTest {
    private static final Path VARIANTS = Path.of("../data/variants");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    static List<Path> variants() throws IOException {
        try (Stream<Path> files = Files.list(VARIANTS)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void stockVariantIsWhatItSays() throws IOException {
        assertThat(VariantReader.read(VARIANTS.resolve("stock.json")))
                .isEqualTo(new Configuration(2, Hardware.LOST_IN_ENTINT, KernelVariant.STOCK, CallerRules.SYNCHRONOUS));
    }

    @Test
    void everyDimensionIsRead() throws IOException {
        Configuration variant = VariantReader.read(VARIANTS.resolve("device-interrupts.json"));
        assertThat(variant.hardware()).isEqualTo(Hardware.LOST_AT_IPL7);
        assertThat(variant.kernel()).isEqualTo(KernelVariant.PATCH_2);
        assertThat(variant.callers()).isEqualTo(CallerRules.SYNCHRONOUS.withWaiting(Choice.BOTH));
        assertThat(variant.interrupts()).isEqualTo(EnumSet.of(InterruptKind.RTC, InterruptKind.DEVICE));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void fieldThatIsMissingIsRefusedByItsPath(Path file) throws IOException {
        for (String field : List.of("cpus", "hardware", "kernel", "callers", "interrupts", "description")) {
            ObjectNode node = (ObjectNode) MAPPER.readTree(Files.readString(file));
            node.remove(field);
            assertThatThrownBy(() -> read(node.toString()))
                    .isInstanceOf(RecordingException.class)
                    .hasMessageContaining(field + ": expected this field");
        }
    }

    private Configuration read(String json) throws IOException {
        return VariantReader.read(Files.writeString(folder.resolve("variant.json"), json));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "cpus": 2               | "cpus": 5                   | cpus: expected a whole number from 2 to 4
            "cpus": 2               | "cpus": 2, "cores": 2       | cores: unknown field
            "cpus": 2               | "cpus": 2, "cpus": 3        | Duplicate field
            "lost-in-entint"        | "magic"                     | hardware: expected lost-in-entint or lost-at-ipl7
            "poll": false           | "poll": "off"               | kernel.poll: expected true or false
            "unlocked": false       | "unlocked": true            | callers.unlocked: expected a lock
            "irqs": "on"            | "irqs": "yes"               | callers.irqs: expected on or off or both
            "rtc"                   | "ipi"                       | interrupts: expected one or more
            "rtc"                   | "rtc", "clock"              | interrupts[1]: expected
            [                       | {                           | expected JSON
            """)
    void impossibleFieldIsRefusedByItsPathAndReason(String text, String replacement, String message)
            throws IOException {
        String stock = Files.readString(VARIANTS.resolve("stock.json"));
        assertThat(stock).contains(text);
        assertThatThrownBy(() -> read(stock.replace(text, replacement)))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining(message);
    }

    @Test
    void schemaRequiresEveryFieldTheReaderReads() throws IOException {
        JsonNode schema;
        try (InputStream in = VariantReader.class.getResourceAsStream("variant.schema.json")) {
            schema = MAPPER.readTree(in);
        }
        JsonNode variant = MAPPER.readTree(Files.readString(VARIANTS.resolve("stock.json")));
        sameFields(schema, variant);
        sameFields(schema.at("/$defs/kernel"), variant.get("kernel"));
        sameFields(schema.at("/$defs/callers"), variant.get("callers"));
    }

    private static void sameFields(JsonNode described, JsonNode value) {
        assertThat(described.get("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(value::fieldNames);
        assertThat(described.get("required"))
                .extracting(JsonNode::textValue)
                .containsExactlyInAnyOrderElementsOf(value::fieldNames);
        assertThat(described.get("additionalProperties").booleanValue()).isFalse();
    }
}

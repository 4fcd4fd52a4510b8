package lostedge.ingest.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lostedge.ingest.reader.RecordingException;

/** A file that holds one JSON object, each of its fields once. */
final class JsonFile {
    private static final long MAX_BYTES = 1 << 20;

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonFile() {}

    /**
     * {@return the object}
     *
     * @throws RecordingException if there is something else in the file; the position is the line
     */
    static ObjectNode read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new RecordingException(file.toString(), "", "expected JSON of at most 1 MiB");
        }
        return parse(file.toString(), Files.readString(file));
    }

    /** {@return the object a text holds; the name stands for its file in refusals} */
    static ObjectNode parse(String name, String text) throws RecordingException {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new RecordingException(name, "", "expected a JSON object");
        } catch (JsonProcessingException e) {
            String position =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
            throw new RecordingException(name, position, "expected JSON: " + e.getOriginalMessage());
        }
    }
}

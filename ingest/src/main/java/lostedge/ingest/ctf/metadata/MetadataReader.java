package lostedge.ingest.ctf.metadata;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metadata of a trace: its blocks {@code trace}, {@code env}, {@code clock}, {@code stream}, {@code event}.
 */
public final class MetadataReader {
    private static final long DEFAULT_FREQUENCY = 1_000_000_000;

    private final TsdlTokenizer tokens;
    private final TypeParser types;

    private @Nullable ByteOrder order;
    private byte[] uuid = {};
    private FieldType.@Nullable Structure packetHeader;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, TraceMetadata.Clock> clocks = new LinkedHashMap<>();
    private final Map<Long, TraceMetadata.Stream> streams = new LinkedHashMap<>();
    /** By the id of their stream, which may be told before its events or after them. */
    private final Map<Long, List<TraceMetadata.Event>> events = new LinkedHashMap<>();

    /** The entries of one block: {@code key = value;} and {@code path := structure;}. */
    private record Entries(Map<String, String> values, Map<String, FieldType.Structure> structures) {
        long number(String key) {
            try {
                return Long.parseLong(values.getOrDefault(key, "0"));
            } catch (NumberFormatException notANumber) {
                return 0;
            }
        }
    }

    private MetadataReader(String name, String text) throws RecordingException {
        tokens = new TsdlTokenizer(name, text);
        types = new TypeParser(tokens);
    }

    /** {@return whether a file that begins with these bytes holds metadata} */
    public static boolean recognises(byte[] head) {
        return MetadataText.recognises(head);
    }

    /**
     * Reads a trace's metadata.
     *
     * @throws RecordingException if they are no metadata of version 1.8
     */
    public static TraceMetadata read(Recording recording) throws IOException {
        return new MetadataReader(recording.name(), MetadataText.read(recording)).trace();
    }

    private TraceMetadata trace() throws RecordingException {
        while (tokens.kind() != TsdlTokenizer.Kind.END) {
            if (!tokens.skip(";")) {
                block();
            }
        }
        if (order == null) {
            throw tokens.refuse("expected a block trace with byte_order");
        }
        if (streams.isEmpty() && events.containsKey(0L)) {
            streams.put(0L, new TraceMetadata.Stream(0, null, null, null, eventsOf(0)));
        }
        for (long id : events.keySet()) {
            if (!streams.containsKey(id)) {
                throw tokens.refuse("expected a block stream with id " + id + ", which has events");
            }
        }
        return new TraceMetadata(
                order, uuid, packetHeader, Map.copyOf(environment), Map.copyOf(clocks), Map.copyOf(streams));
    }

    private void block() throws RecordingException {
        if (tokens.skip("trace")) {
            traceBlock(entries());
        } else if (tokens.skip("env")) {
            environment.putAll(entries().values);
        } else if (tokens.skip("clock")) {
            clockBlock(entries());
        } else if (tokens.skip("stream")) {
            streamBlock(entries());
        } else if (tokens.skip("event")) {
            eventBlock(entries());
        } else if (tokens.skip("callsite")) {
            entries();
        } else if (!types.definition()) {
            throw tokens.refuse("expected trace, env, clock, stream, event or a type");
        }
    }

    private Entries entries() throws RecordingException {
        Entries entries = new Entries(new HashMap<>(), new HashMap<>());
        TypeScope outer = types.scope();
        types.open();
        while (!tokens.is("}")) {
            if (types.definition()) {
                continue;
            }
            String key = key();
            if (tokens.skip(":=")) {
                entries.structures.put(key, types.structureType());
            } else {
                tokens.expect("=");
                entries.values.put(key, types.value());
            }
            tokens.expect(";");
        }
        types.close(outer);
        return entries;
    }

    /** Names of {@code env} may be words that begin a type, which no key of another block is. */
    private String key() throws RecordingException {
        if (tokens.kind() == TsdlTokenizer.Kind.TEXT) {
            String key = tokens.text();
            tokens.next();
            return key;
        }
        return types.path();
    }

    private void traceBlock(Entries entries) throws RecordingException {
        Map<String, String> values = entries.values;
        if (entries.number("major") != 1 || entries.number("minor") != 8) {
            throw tokens.refuse(
                    "expected Common Trace Format 1.8, not " + values.get("major") + "." + values.get("minor"));
        }
        order = switch (values.getOrDefault("byte_order", "")) {
            case "le" -> ByteOrder.LITTLE_ENDIAN;
            case "be", "network" -> ByteOrder.BIG_ENDIAN;
            default -> throw tokens.refuse("expected byte_order le or be in the block trace");
        };
        String digits = values.getOrDefault("uuid", "").replace("-", "");
        if (digits.matches("[0-9a-fA-F]{32}")) {
            uuid = HexFormat.of().parseHex(digits);
        }
        packetHeader = entries.structures.get("packet.header");
    }

    private void clockBlock(Entries entries) throws RecordingException {
        String name = entries.values.getOrDefault("name", "");
        long frequency = entries.values.containsKey("freq") ? entries.number("freq") : DEFAULT_FREQUENCY;
        if (frequency < 1) {
            throw tokens.refuse("expected a clock of at least 1 Hz");
        }
        boolean absolute = entries.values.getOrDefault("absolute", "").equalsIgnoreCase("true");
        clocks.put(name, new TraceMetadata.Clock(name, frequency, absolute));
    }

    private void streamBlock(Entries entries) throws RecordingException {
        long id = entries.number("id");
        Map<String, FieldType.Structure> structures = entries.structures;
        TraceMetadata.Stream stream = new TraceMetadata.Stream(
                id,
                structures.get("packet.context"),
                structures.get("event.header"),
                structures.get("event.context"),
                eventsOf(id));
        if (streams.put(id, stream) != null) {
            throw tokens.refuse("expected one block stream with id " + id);
        }
    }

    private void eventBlock(Entries entries) {
        eventsOf(entries.number("stream_id"))
                .add(new TraceMetadata.Event(
                        entries.number("id"),
                        entries.values.getOrDefault("name", ""),
                        entries.structures.get("context"),
                        entries.structures.get("fields")));
    }

    private List<TraceMetadata.Event> eventsOf(long streamId) {
        return events.computeIfAbsent(streamId, first -> new ArrayList<>());
    }
}

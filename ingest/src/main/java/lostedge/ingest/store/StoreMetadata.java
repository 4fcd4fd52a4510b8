package lostedge.ingest.store;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Capabilities.Presence;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource.Positions;
import lostedge.engine.event.LossLedger;

/**
 * What a store tells beside its rows, as the key-value metadata of its schema. Lists are tab-separated values, one
 * entry a line, with {@code \\}, {@code \t} and {@code \n} inside a value written as two characters.
 *
 * @param toolVersion version of the program that wrote the store
 * @param inputs the files it was made from
 * @param clock of the time stamps
 * @param positions what positions count
 * @param capabilities which kinds the recording carries
 * @param losses what was lost
 */
public record StoreMetadata(
        String toolVersion,
        List<InputFile> inputs,
        Clock clock,
        Positions positions,
        Capabilities capabilities,
        LossLedger losses) {

    static final String FORMAT = "lostedge.store";
    /** Changes when a store written before can't be read any more. */
    static final String VERSION = "1";

    Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put(FORMAT, VERSION);
        map.put("lostedge.version", toolVersion);
        map.put("clock", clock.domain().traceName());
        map.put("clock.resolution_ns", Long.toString(clock.resolutionNs()));
        map.put("clock.has_durations", Boolean.toString(clock.hasDurations()));
        map.put("clock.across_cpus", Boolean.toString(clock.acrossCpus()));
        map.put("positions", positions.name());
        map.put(
                "inputs",
                TabSeparated.write(inputs.stream()
                        .map(input -> List.of(input.name(), input.format(), input.sha256()))
                        .toList()));
        map.put("capabilities", writeCapabilities());
        map.put("losses", writeLosses(losses));
        return map;
    }

    /** Takes back what {@link #toMap} wrote; throws a RuntimeException where a value is missing or wrong. */
    static StoreMetadata fromMap(Map<String, String> map) {
        Clock clock = new Clock(
                Clock.Domain.named(required(map, "clock")),
                Long.parseLong(required(map, "clock.resolution_ns")),
                Boolean.parseBoolean(required(map, "clock.has_durations")),
                Boolean.parseBoolean(required(map, "clock.across_cpus")));
        return new StoreMetadata(
                required(map, "lostedge.version"),
                TabSeparated.read(required(map, "inputs")).stream()
                        .map(entry -> new InputFile(entry.get(0), entry.get(1), entry.get(2)))
                        .toList(),
                clock,
                Positions.valueOf(required(map, "positions")),
                readCapabilities(required(map, "capabilities")),
                readLosses(required(map, "losses")));
    }

    static String writeLosses(LossLedger losses) {
        List<List<String>> lines = new ArrayList<>();
        for (LossLedger.Loss loss : losses.losses()) {
            lines.add(List.of(
                    loss.source(),
                    loss.counter(),
                    loss.severity().name(),
                    Long.toString(loss.count()),
                    Long.toString(loss.firstPosition()),
                    loss.forbids()));
        }
        return TabSeparated.write(lines);
    }

    static LossLedger readLosses(String text) {
        LossLedger losses = new LossLedger();
        for (List<String> line : TabSeparated.read(text)) {
            losses.add(
                    line.get(0),
                    line.get(1),
                    LossLedger.Severity.valueOf(line.get(2)),
                    Long.parseLong(line.get(3)),
                    Long.parseLong(line.get(4)),
                    line.get(5));
        }
        return losses;
    }

    static String required(Map<String, String> map, String key) {
        String value = map.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key + " in the metadata");
        }
        return value;
    }

    private String writeCapabilities() {
        List<List<String>> lines = new ArrayList<>();
        for (EventKind kind : EventKind.values()) {
            Presence presence = capabilities.of(kind);
            if (presence != Presence.UNKNOWN) {
                lines.add(List.of(StoreColumns.nameOf(kind), presence.name()));
            }
        }
        return TabSeparated.write(lines);
    }

    private static Capabilities readCapabilities(String text) {
        Capabilities capabilities = new Capabilities();
        EnumSet<EventKind> on = EnumSet.noneOf(EventKind.class);
        boolean declared = false;
        for (List<String> line : TabSeparated.read(text)) {
            EventKind kind = EventKind.named(line.get(0).substring(line.get(0).indexOf(':') + 1));
            Presence presence = Presence.valueOf(line.get(1));
            if (presence == Presence.SEEN) {
                capabilities.see(kind);
            }
            if (presence != Presence.NOT_RECORDED) {
                on.add(kind);
            }
            declared |= presence == Presence.RECORDED || presence == Presence.NOT_RECORDED;
        }
        if (declared) {
            capabilities.declare(on);
        }
        return capabilities;
    }
}

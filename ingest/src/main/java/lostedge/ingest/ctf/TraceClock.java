package lostedge.ingest.ctf;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import lostedge.engine.event.Clock;
import lostedge.ingest.ctf.metadata.FieldType;
import lostedge.ingest.ctf.metadata.TraceMetadata;
import org.jspecify.annotations.Nullable;

/** The clock of a trace: which of the kernel's clocks it is, and how its cycles become nanoseconds. */
final class TraceClock {
    private static final long NS_PER_S = 1_000_000_000;
    private static final long MAX_FREQUENCY = Long.MAX_VALUE / NS_PER_S;

    private final Clock clock;
    private final long frequency;

    /** {@return the clock of a trace's events, one of which nothing is known if they have several or none} */
    static TraceClock of(TraceMetadata trace) {
        Set<String> names = new HashSet<>();
        trace.streams().values().forEach(stream -> addClocks(stream.eventHeader(), names));
        Map<String, TraceMetadata.Clock> clocks = trace.clocks();
        if (names.isEmpty() && clocks.size() == 1) {
            names.addAll(clocks.keySet());
        }
        return new TraceClock(names.size() == 1 ? clocks.get(names.iterator().next()) : null);
    }

    private static void addClocks(@Nullable FieldType type, Set<String> to) {
        if (type instanceof FieldType.Structure structure) {
            structure.members().forEach(member -> addClocks(member.type(), to));
        } else if (type instanceof FieldType.Variant variant) {
            variant.options().forEach(option -> addClocks(option.type(), to));
        } else if (type instanceof FieldType.WholeNumber number && number.clock() != null) {
            to.add(number.clock());
        }
    }

    private TraceClock(TraceMetadata.@Nullable Clock described) {
        if (described == null || described.frequency() > MAX_FREQUENCY) {
            frequency = NS_PER_S;
            clock = new Clock(Clock.Domain.UNKNOWN, 0, false, true);
        } else {
            frequency = described.frequency();
            clock = new Clock(domain(described.name()), Math.max(1, NS_PER_S / frequency), true, true);
        }
    }

    private static Clock.Domain domain(String name) {
        return switch (name) {
            case "monotonic" -> Clock.Domain.MONOTONIC;
            case "monotonic_raw" -> Clock.Domain.MONOTONIC_RAW;
            case "boottime" -> Clock.Domain.BOOT;
            case "realtime" -> Clock.Domain.REALTIME;
            case "perf_clock" -> Clock.Domain.PERF;
            default -> Clock.Domain.UNKNOWN;
        };
    }

    Clock clock() {
        return clock;
    }

    /** {@return nanoseconds of a value of the clock, which is not negative} */
    long ns(long cycles) {
        if (frequency == NS_PER_S) {
            return cycles;
        }
        return cycles / frequency * NS_PER_S + cycles % frequency * NS_PER_S / frequency;
    }
}

package lostedge.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventKind;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;
import org.jspecify.annotations.Nullable;

/**
 * What the files beside a trace text tell of how it was recorded: copies of tracefs's {@code trace_clock} ({@code local
 * global [mono] boot}) and {@code set_event} ({@code irq:irq_handler_entry}, one a line).
 */
final class SetUp {
    private static final int MAX_CLOCK_BYTES = 256;
    private static final int MAX_SET_EVENT_BYTES = 1 << 20;
    private static final Pattern CHOSEN_CLOCK = Pattern.compile("(?:^| )\\[([\\w-]{1,32})](?= |$)");
    private static final Pattern TRACEPOINT = Pattern.compile("[\\w-]{1,100}:[\\w-]{1,100}");

    private @Nullable Recording clockFile;
    private Clock.Domain clock = Clock.Domain.UNKNOWN;
    private @Nullable Set<EventKind> switchedOn;

    /**
     * Reads a file if it is one of these.
     *
     * @return what it is, or null
     * @throws RecordingException if it contradicts a file read before
     */
    @Nullable
    String read(Recording recording) throws IOException {
        String clockName = chosenClock(recording.head());
        if (clockName != null) {
            readClock(recording, Clock.Domain.named(clockName));
            return "trace_clock";
        }
        return recording.name().contains("set_event") && readSetEvent(recording) ? "set_event" : null;
    }

    private static @Nullable String chosenClock(byte[] head) {
        if (head.length > MAX_CLOCK_BYTES) {
            return null;
        }
        String line = new String(head, StandardCharsets.ISO_8859_1).stripTrailing();
        Matcher chosen = CHOSEN_CLOCK.matcher(line);
        return line.contains("local") && line.indexOf('\n') < 0 && chosen.find() ? chosen.group(1) : null;
    }

    /** The content alone can't tell it from {@code available_events}, the list of what could have been on. */
    private boolean readSetEvent(Recording recording) throws IOException {
        Set<EventKind> on = EnumSet.noneOf(EventKind.class);
        byte[] bytes;
        try (InputStream in = recording.open()) {
            bytes = in.readNBytes(MAX_SET_EVENT_BYTES + 1);
        }
        for (String line : new String(bytes, StandardCharsets.ISO_8859_1).split("\n")) {
            if (bytes.length > MAX_SET_EVENT_BYTES || !TRACEPOINT.matcher(line).matches()) {
                return false;
            }
            on.add(EventKind.named(line.substring(line.indexOf(':') + 1)));
        }
        if (switchedOn != null) {
            on.addAll(switchedOn);
        }
        switchedOn = on;
        return true;
    }

    /** {@return the clock the trace was on, UNKNOWN if no file tells} */
    Clock.Domain clock() {
        return clock;
    }

    /** {@return the tracepoints that were on, or null if no file tells} */
    @Nullable
    Set<EventKind> switchedOn() {
        return switchedOn;
    }

    private void readClock(Recording recording, Clock.Domain told) throws IOException {
        if (clockFile != null && told != clock) {
            throw new RecordingException(
                    recording.name(),
                    "",
                    "says the trace clock is " + told.traceName() + ", but " + clockFile.name() + " says "
                            + clock.traceName());
        }
        clockFile = recording;
        clock = told;
    }
}

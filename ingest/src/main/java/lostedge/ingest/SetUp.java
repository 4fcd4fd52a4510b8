package lostedge.ingest;

import java.io.IOException;
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
 * global [mono] boot}) and {@code set_event} ({@code irq:irq_handler_entry}, one a line). They are known by their
 * content.
 */
final class SetUp {
    private static final Pattern TRACE_CLOCK = Pattern.compile("(?:[\\w-]+ )*\\[([\\w-]+)](?: [\\w-]+)*\\s*");
    private static final Pattern SET_EVENT = Pattern.compile("(?:[\\w-]+:[\\w-]+\\n)+");

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
        String text = new String(recording.head(), StandardCharsets.ISO_8859_1);
        Matcher named = TRACE_CLOCK.matcher(text);
        if (named.matches() && text.contains("local")) {
            readClock(recording, Clock.Domain.named(named.group(1)));
            return "trace_clock";
        }
        if (SET_EVENT.matcher(text).matches()) {
            Set<EventKind> on = switchedOn == null ? EnumSet.noneOf(EventKind.class) : switchedOn;
            text.lines()
                    .map(line -> EventKind.named(line.substring(line.indexOf(':') + 1)))
                    .forEach(on::add);
            switchedOn = on;
            return "set_event";
        }
        return null;
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

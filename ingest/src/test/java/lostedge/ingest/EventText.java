package lostedge.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;

/** Events as lines of text, names in place of ids, for comparing sources. */
final class EventText {
    private EventText() {}

    /** Every event of a capture, as its columns but the position. */
    static List<String> of(Capture capture) throws IOException {
        try (EventSource source = capture.openEvents()) {
            return of(source);
        }
    }

    static List<String> of(EventSource source) throws IOException {
        List<String> events = new ArrayList<>();
        EventBatch batch = new EventBatch();
        while (source.read(batch)) {
            for (int row = 0; row < batch.size(); row++) {
                events.add(batch.timestampNs[row] + " cpu " + batch.cpu[row] + " " + batch.kindAt(row) + " flags "
                        + batch.flags[row] + " pid " + batch.pid[row] + " peer " + batch.peer[row] + " code "
                        + batch.code[row] + " ref " + batch.reference[row] + " '"
                        + source.labels().text(batch.label[row]) + "' '"
                        + source.labels().text(batch.site[row]) + "'");
            }
        }
        return events;
    }
}

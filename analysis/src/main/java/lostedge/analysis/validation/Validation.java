package lostedge.analysis.validation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lostedge.analysis.run.WatchedSource;
import lostedge.engine.belief.Assumptions;
import lostedge.engine.conformance.Conformance;
import lostedge.engine.conformance.survey.Survey;
import lostedge.engine.conformance.verdict.Conformity;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.EventSource.Positions;
import lostedge.ingest.Capture;
import lostedge.ingest.reader.RecordingException;

/**
 * A recording held against the model under several assumptions at once.
 *
 * @param positions what positions in the recording count
 * @param verdicts one for each of the assumptions, in their order
 */
public record Validation(Positions positions, List<Conformity> verdicts) {
    /**
     * Reads a recording twice: once to see what it shows, once to hold it against the model.
     *
     * @param paths files, folders, archives or stores of one machine, with a trace among them
     * @param slice the part to look at; nothing is known where it begins
     * @param assumptions what to hold it against
     * @throws IOException if it cannot be read or holds no trace
     */
    public static Validation of(List<Path> paths, Slice slice, List<Assumptions> assumptions) throws IOException {
        try (Capture capture = Capture.open(paths)) {
            if (!capture.hasEvents()) {
                throw new RecordingException(paths.get(0).toString(), "", "expected a trace, found none");
            }
            Survey survey = new Survey();
            Clock clock = survey(capture, slice.to(survey));
            try (EventSource source = new WatchedSource(capture.openEvents(), "validating", batch -> {})) {
                EventBatch batch = new EventBatch();
                boolean more = source.read(batch);
                List<Conformance> conformances = assumptions.stream()
                        .map(one -> new Conformance(one, survey, clock, source.labels()))
                        .toList();
                EventSink sink = slice.to(events -> conformances.forEach(conformance -> conformance.write(events)));
                for (; more; more = source.read(batch)) {
                    sink.write(batch);
                }
                return new Validation(
                        source.positions(),
                        conformances.stream().map(Conformance::finish).toList());
            }
        }
    }

    private static Clock survey(Capture capture, EventSink survey) throws IOException {
        EventBatch batch = new EventBatch();
        try (EventSource source = new WatchedSource(capture.openEvents(), "reading", survey)) {
            boolean more = true;
            while (more) {
                more = source.read(batch);
            }
            return source.clock();
        }
    }
}

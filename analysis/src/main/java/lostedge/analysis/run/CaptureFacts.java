package lostedge.analysis.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import lostedge.analysis.result.RecordingFacts;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.LossLedger;
import lostedge.ingest.Capture;
import lostedge.ingest.CapturePart;
import lostedge.ingest.TraceFormat;

/** What is told of each recording of a capture. */
final class CaptureFacts {
    private final Capture capture;
    private final List<RecordingFacts> recordings = new ArrayList<>();
    private final LossLedger losses = new LossLedger();

    CaptureFacts(Capture capture) {
        this.capture = capture;
        losses.addAll(capture.losses());
    }

    /** Adds a recording with events of this content, whose source was read to its end. */
    void addEvents(TraceFormat.Content content, EventSource source, RecordingExtent tally) throws IOException {
        recordings.add(ofEvents(content, source, tally));
        losses.addAll(source.losses());
    }

    /** Adds a series of counter readings. */
    void addCounters(CounterSeries series) throws IOException {
        recordings.add(ofCounters(series));
        losses.addAll(series.losses());
    }

    /** {@return what was added} */
    List<RecordingFacts> recordings() {
        return recordings;
    }

    /** {@return what was lost in the capture and in what was added} */
    LossLedger losses() {
        return losses;
    }

    private RecordingFacts ofEvents(TraceFormat.Content content, EventSource source, RecordingExtent tally)
            throws IOException {
        for (CapturePart part : used()) {
            TraceFormat format = part.format();
            if (format != null && format.content() == content) {
                return new RecordingFacts(
                        part.recording().name(),
                        format.formatName(),
                        part.recording().size(),
                        part.recording().sha256(),
                        source.clock(),
                        tally.cpus(),
                        tally.events(),
                        0,
                        tally.beginNs(),
                        tally.endNs(),
                        source.positions(),
                        source.capabilities());
            }
        }
        throw new IllegalStateException("no recording carries " + content);
    }

    /** Of several files, the digest is that of their digests, one a line. */
    private RecordingFacts ofCounters(CounterSeries series) throws IOException {
        List<CapturePart> own = used().stream()
                .filter(part -> part.recording().name().startsWith(series.source()))
                .toList();
        List<String> digests = new ArrayList<>();
        for (CapturePart part : own.isEmpty() ? used() : own) {
            digests.add(part.recording().sha256());
        }
        List<CounterSnapshot> snapshots = series.snapshots();
        return new RecordingFacts(
                series.source(),
                TraceFormat.INTERRUPTS.formatName(),
                -1,
                digests.size() == 1 ? digests.get(0) : digestOf(String.join("\n", digests)),
                series.clock(),
                snapshots.stream().mapToInt(one -> one.cpus().length).max().orElse(0),
                0,
                snapshots.size(),
                snapshots.isEmpty() ? CounterSnapshot.NO_TIME : snapshots.get(0).timestampNs(),
                snapshots.isEmpty()
                        ? CounterSnapshot.NO_TIME
                        : snapshots.get(snapshots.size() - 1).endNs(),
                null,
                null);
    }

    private List<CapturePart> used() {
        return capture.parts().stream()
                .filter(part -> part.isUsed() && part.format() != null)
                .toList();
    }

    private static String digestOf(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

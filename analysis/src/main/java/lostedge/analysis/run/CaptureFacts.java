package lostedge.analysis.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import lostedge.analysis.table.RecordingFacts;
import lostedge.engine.event.CounterSeries;
import lostedge.engine.event.CounterSnapshot;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.LossLedger;
import lostedge.ingest.Capture;
import lostedge.ingest.CapturePart;
import lostedge.ingest.TraceFormat;

/** What is told of each recording of a capture; digests are taken while the events are replayed. */
final class CaptureFacts {
    private final Capture capture;
    private final CompletableFuture<List<String>> digests;
    private final List<RecordingFacts> recordings = new ArrayList<>();
    private final LossLedger losses = new LossLedger();

    CaptureFacts(Capture capture) {
        this.capture = capture;
        losses.addAll(capture.losses());
        this.digests = CompletableFuture.supplyAsync(
                () -> used().stream().map(CaptureFacts::digest).collect(Collectors.toCollection(ArrayList::new)));
    }

    /** Adds a recording with events of this content, whose source was read to its end. */
    void addEvents(TraceFormat.Content content, EventSource source, EventTally tally) throws IOException {
        recordings.add(ofEvents(content, source, tally));
        losses.addAll(source.losses());
    }

    /** Adds a series of counter readings. */
    void addCounters(CounterSeries series) {
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

    private RecordingFacts ofEvents(TraceFormat.Content content, EventSource source, EventTally tally)
            throws IOException {
        for (CapturePart part : used()) {
            TraceFormat format = part.format();
            if (format != null && format.content() == content) {
                return new RecordingFacts(
                        part.recording().name(),
                        format.formatName(),
                        part.recording().size(),
                        digests.join().get(used().indexOf(part)),
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
    private RecordingFacts ofCounters(CounterSeries series) {
        List<String> own = new ArrayList<>();
        List<CapturePart> used = used();
        for (int i = 0; i < used.size(); i++) {
            if (used.get(i).recording().name().startsWith(series.source())) {
                own.add(digests.join().get(i));
            }
        }
        if (own.isEmpty()) {
            own.addAll(digests.join());
        }
        List<CounterSnapshot> snapshots = series.snapshots();
        return new RecordingFacts(
                series.source(),
                TraceFormat.INTERRUPTS.formatName(),
                -1,
                own.size() == 1 ? own.get(0) : digestOf(String.join("\n", own)),
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

    private static String digest(CapturePart part) {
        try {
            return part.recording().sha256();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

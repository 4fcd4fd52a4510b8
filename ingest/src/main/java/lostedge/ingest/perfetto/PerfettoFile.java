package lostedge.ingest.perfetto;

import static lostedge.ingest.perfetto.TrackWriter.Type.INSTANT;
import static lostedge.ingest.perfetto.TrackWriter.Type.SLICE_BEGIN;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.finding.Stall;
import lostedge.ingest.protobuf.ProtoMessage;
import lostedge.ingest.table.PartialFile;

/**
 * Findings as a Perfetto trace: a track per CPU with, below it, masked windows and waits as slices, messages sent and
 * handled as points joined by a flow arrow, and counters. Times are those of the recording's clock.
 *
 * <p>A message is joined by an arrow only where its handling was seen; one that was not has no end. The methods of
 * {@link FindingSink} throw {@link UncheckedIOException} if the file can't be written. The file takes its name when it
 * is finished, and leaves no file if it is not.
 */
public final class PerfettoFile implements FindingSink, Closeable {
    private static final int ANNOTATION = 4;
    private static final int ANNOTATION_NUMBER = 4;
    private static final int ANNOTATION_TEXT = 6;
    private static final int ANNOTATION_NAME = 10;
    private static final int FLOW = 47;
    private static final int FLOW_END = 48;

    private final PartialFile file;
    private BufferedOutputStream out;
    private TrackWriter tracks;

    /** Starts a trace. */
    public PerfettoFile(Path path) throws IOException {
        file = PartialFile.create(path);
        out = new BufferedOutputStream(Channels.newOutputStream(file.channel()), 1 << 16);
        tracks = new TrackWriter(out);
    }

    /** {@return this trace with nothing in it, as if it had just been started} */
    public PerfettoFile anew() throws IOException {
        file.channel().truncate(0);
        out = new BufferedOutputStream(Channels.newOutputStream(file.channel()), 1 << 16);
        tracks = new TrackWriter(out);
        return this;
    }

    @Override
    public void ipi(Ipi ipi) {
        String name = ipi.function().isEmpty() ? ipi.message().name() : ipi.message() + " " + ipi.function();
        long flow = ipi.id() + 1;
        boolean handled = ipi.handledNs() != Ipi.NEVER;
        attempt(() -> {
            ProtoMessage sent = TrackWriter.event(INSTANT, track(ipi.sourceCpu(), "IPIs sent"), name);
            annotate(sent, "target CPU", ipi.targetCpu());
            annotate(sent, "fate", ipi.fate().name());
            annotate(sent, "edge", ipi.edge().name());
            annotate(sent, "position", ipi.position());
            if (handled) {
                sent.fixed(FLOW, flow);
            }
            tracks.write(ipi.sendNs(), sent);
            if (handled) {
                ProtoMessage taken = TrackWriter.event(INSTANT, track(ipi.targetCpu(), "IPIs handled"), name);
                annotate(
                        taken,
                        "by",
                        ipi.handledBy() == null ? "not told" : ipi.handledBy().name());
                tracks.write(ipi.handledNs(), taken.fixed(FLOW_END, flow));
            }
        });
    }

    @Override
    public void stall(Stall stall) {
        attempt(() -> {
            long track = track(stall.waiterCpu(), "waits for CPU " + stall.targetCpu());
            ProtoMessage begin = TrackWriter.event(SLICE_BEGIN, track, stall.cause() + " " + stall.function());
            annotate(begin, "stall", stall.id());
            annotate(begin, "sender", stall.sender().name());
            annotate(begin, "grade", stall.grade().name());
            annotate(begin, "rule", stall.rule());
            annotate(begin, "ended", stall.ended() ? "yes" : "not seen to end");
            tracks.slice(stall.beginNs(), stall.endNs(), begin, track);
        });
    }

    @Override
    public void window(MaskedWindow window) {
        attempt(() -> {
            long track = track(window.cpu(), "interrupts masked");
            String by = window.kind() == null ? "interrupts off" : window.kind().name();
            ProtoMessage begin =
                    TrackWriter.event(SLICE_BEGIN, track, window.name().isEmpty() ? by : by + " " + window.name());
            annotate(begin, "irq", window.irq());
            tracks.slice(window.beginNs(), window.endNs(), begin, track);
        });
    }

    /** Writes the readings of a series that have a time; its clock has to be the recording's. */
    public void counters(CounterSeries series) throws IOException {
        for (CounterSnapshot snapshot : series.snapshots()) {
            if (snapshot.timestampNs() == CounterSnapshot.NO_TIME) {
                continue;
            }
            for (CounterSnapshot.Row row : snapshot.rows()) {
                for (int c = 0; c < row.counts().length; c++) {
                    long parent = row.perCpu() ? cpu(snapshot.cpus()[c]) : 0;
                    long track = tracks.counterTrack(parent, row.name());
                    tracks.count(snapshot.timestampNs(), track, row.counts()[c]);
                }
            }
        }
    }

    /** Completes the file and gives it its name. */
    public void finish() throws IOException {
        out.flush();
        file.finish();
    }

    /** Throws away what was written unless {@link #finish} was called. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    private long cpu(int cpu) throws IOException {
        return tracks.track(0, "CPU " + cpu);
    }

    private long track(int cpu, String name) throws IOException {
        return tracks.track(cpu(cpu), name);
    }

    private static void annotate(ProtoMessage event, String name, String value) {
        event.message(ANNOTATION, new ProtoMessage().text(ANNOTATION_NAME, name).text(ANNOTATION_TEXT, value));
    }

    private static void annotate(ProtoMessage event, String name, long value) {
        event.message(ANNOTATION, new ProtoMessage().text(ANNOTATION_NAME, name).number(ANNOTATION_NUMBER, value));
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

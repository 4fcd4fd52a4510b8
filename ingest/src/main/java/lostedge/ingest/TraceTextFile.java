package lostedge.ingest;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.LossLedger;
import lostedge.ingest.ftrace.FtraceWriter;
import lostedge.ingest.table.PartialFile;

/** A file of kernel trace text; it takes its name when it is finished, and leaves no file if it is not. */
public final class TraceTextFile implements EventSink, Closeable {
    private final PartialFile file;
    private final FtraceWriter text;

    /**
     * Starts the file.
     *
     * @param source whose batches will be written, after its first was read; names and clock are taken from it
     */
    public TraceTextFile(Path path, EventSource source) throws IOException {
        file = PartialFile.create(path);
        text = new FtraceWriter(
                new BufferedOutputStream(Channels.newOutputStream(file.channel()), 1 << 16),
                path.toString(),
                source.labels(),
                source.clock());
    }

    @Override
    public void write(EventBatch batch) throws IOException {
        text.write(batch);
    }

    /** Completes the file and tells what a trace text could not hold. */
    public LossLedger finish() throws IOException {
        text.close();
        file.finish();
        return text.losses();
    }

    /** Throws away what was written unless {@link #finish} was called. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}

package lostedge.ingest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.LossLedger;
import lostedge.ingest.ftrace.FtraceWriter;
import lostedge.ingest.table.PartialFile;
import lostedge.ingest.table.TableFormat;

/** The formats events can be written in for other tools. */
public enum EventExport {
    /** The table {@code events} as CSV. */
    CSV,
    /** The table {@code events} as Parquet. */
    PARQUET,
    /** The table {@code events} as Arrow IPC. */
    ARROW,
    /** The text of the kernel's {@code trace} file. */
    FTRACE;

    /**
     * Writes every event of a source, which is read to its end but not closed.
     *
     * @return what the format could not hold
     * @throws IOException if the source can't be read or the file can't be written; then there is no file
     */
    public LossLedger write(EventSource source, Path file) throws IOException {
        if (this == FTRACE) {
            return writeText(source, file);
        }
        EventTable.write(source, file, TableFormat.valueOf(name()));
        return new LossLedger();
    }

    private static LossLedger writeText(EventSource source, Path file) throws IOException {
        EventBatch batch = new EventBatch();
        boolean more = source.read(batch);
        try (PartialFile partial = PartialFile.create(file)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(partial.channel()), 1 << 16);
            LossLedger losses;
            try (FtraceWriter writer = new FtraceWriter(out, file.toString(), source.labels(), source.clock())) {
                for (; more; more = source.read(batch)) {
                    writer.write(batch);
                }
                losses = writer.losses();
            }
            partial.finish();
            return losses;
        }
    }
}

package lostedge.ingest.store;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.event.EventSource;
import lostedge.ingest.arrow.ArrowFileReader;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;
import lostedge.ingest.reader.TraceReader;

/** Opens stores as the sources they were written from. */
public final class StoreReader implements TraceReader {
    private static final byte[] MAGIC = "ARROW1\0\0".getBytes(StandardCharsets.US_ASCII);

    @Override
    public String name() {
        return "store";
    }

    @Override
    public boolean recognises(byte[] head) {
        return head.length >= MAGIC.length && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    @Override
    public EventSource open(Recording recording) throws IOException {
        ArrowFileReader arrow = openArrow(recording);
        try {
            return new StoreSource(arrow, metadata(arrow, recording));
        } catch (IOException | RuntimeException e) {
            arrow.close();
            throw e;
        }
    }

    /** {@return the counter readings kept in a store} */
    public List<CounterSeries> counters(Recording recording) throws IOException {
        try (ArrowFileReader arrow = openArrow(recording)) {
            metadata(arrow, recording);
            return StoredCounters.read(arrow, recording.openSeekable(), recording.name());
        }
    }

    /** {@return the files a store was made from} */
    public List<InputFile> inputs(Recording recording) throws IOException {
        try (ArrowFileReader arrow = openArrow(recording)) {
            return metadata(arrow, recording).inputs();
        }
    }

    private static ArrowFileReader openArrow(Recording recording) throws IOException {
        SeekableByteChannel channel = recording.openSeekable();
        try {
            ArrowFileReader arrow = new ArrowFileReader(channel, recording.name());
            if (!StoreMetadata.VERSION.equals(arrow.metadata().get(StoreMetadata.FORMAT))
                    || !StoreColumns.match(arrow.fields())) {
                throw new RecordingException(
                        recording.name(), "", "an Arrow file, but not a store of version " + StoreMetadata.VERSION);
            }
            return arrow;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static StoreMetadata metadata(ArrowFileReader arrow, Recording recording) throws IOException {
        try {
            return StoreMetadata.fromMap(arrow.metadata());
        } catch (RuntimeException e) {
            throw new RecordingException(recording.name(), "", "a store with damaged metadata: " + e.getMessage());
        }
    }
}

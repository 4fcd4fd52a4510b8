package lostedge.ingest.tracedat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import lostedge.engine.event.EventSource;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.TraceReader;
import lostedge.ingest.tracepoint.FileBytes;

/** Reader of trace-cmd's {@code trace.dat}. */
public final class TraceDatReader implements TraceReader {
    static final byte[] MAGIC = {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g'};

    @Override
    public String name() {
        return "trace.dat";
    }

    @Override
    public boolean recognises(byte[] head) {
        if (head.length < MAGIC.length) {
            return false;
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (head[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public EventSource open(Recording recording) throws IOException {
        FileBytes in = new FileBytes(recording.name(), seekable(recording));
        try {
            return TraceDatSource.open(in);
        } catch (IOException | RuntimeException refused) {
            in.close();
            throw refused;
        }
    }

    /** A packed file's bytes go to a temporary file, since the pages of all CPUs are read side by side. */
    private static SeekableByteChannel seekable(Recording recording) throws IOException {
        SeekableByteChannel channel = recording.openSeekable();
        if (channel != null) {
            return channel;
        }
        Path spilled = Files.createTempFile("lostedge-", ".dat");
        try (InputStream bytes = recording.open()) {
            Files.copy(bytes, spilled, StandardCopyOption.REPLACE_EXISTING);
            return Files.newByteChannel(spilled, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(spilled);
            throw failed;
        }
    }
}

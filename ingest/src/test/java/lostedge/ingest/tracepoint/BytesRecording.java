package lostedge.ingest.tracepoint;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import lostedge.ingest.reader.Recording;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A recording that stands in memory. */
public record BytesRecording(byte[] bytes) implements Recording {
    @Override
    public String name() {
        return "test.bin";
    }

    @Override
    public byte[] head() {
        return Arrays.copyOf(bytes, Math.min(bytes.length, 1 << 16));
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public SeekableByteChannel openSeekable() {
        return new SeekableInMemoryByteChannel(bytes);
    }

    @Override
    public long size() {
        return bytes.length;
    }
}

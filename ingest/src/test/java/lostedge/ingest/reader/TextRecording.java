package lostedge.ingest.reader;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A recording in memory. */
public record TextRecording(String name, byte[] bytes) implements Recording {
    public TextRecording(String name, String text) {
        this(name, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] head() {
        return Arrays.copyOf(bytes, Math.min(bytes.length, 64 << 10));
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

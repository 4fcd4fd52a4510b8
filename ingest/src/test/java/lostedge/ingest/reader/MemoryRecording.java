package lostedge.ingest.reader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A recording in memory. */
public record MemoryRecording(String name, byte[] bytes) implements Recording {
    private static final int HEAD = 1 << 16;

    public MemoryRecording(String name, String text) {
        this(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public static MemoryRecording of(String text) {
        return new MemoryRecording("text", text);
    }

    public static MemoryRecording of(byte[] bytes) {
        return new MemoryRecording("test.bin", bytes);
    }

    public static MemoryRecording of(Path file) throws IOException {
        return new MemoryRecording(file.toString(), Files.readAllBytes(file));
    }

    @Override
    public byte[] head() {
        return Arrays.copyOf(bytes, Math.min(HEAD, bytes.length));
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

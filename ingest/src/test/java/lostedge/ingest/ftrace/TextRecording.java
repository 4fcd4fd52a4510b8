package lostedge.ingest.ftrace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import lostedge.ingest.reader.Recording;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A recording in memory. */
record TextRecording(String name, byte[] bytes) implements Recording {
    private static final int HEAD = 1 << 16;

    static TextRecording of(String text) {
        return new TextRecording("text", text.getBytes(StandardCharsets.UTF_8));
    }

    static TextRecording of(Path file) throws IOException {
        return new TextRecording(file.toString(), Files.readAllBytes(file));
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

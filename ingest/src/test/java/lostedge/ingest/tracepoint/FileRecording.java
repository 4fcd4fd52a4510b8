package lostedge.ingest.tracepoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import lostedge.ingest.reader.Recording;

/** A recording that stands in a file of its own. */
public record FileRecording(Path path) implements Recording {
    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public byte[] head() throws IOException {
        try (InputStream in = open()) {
            return in.readNBytes(1 << 16);
        }
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    @Override
    public SeekableByteChannel openSeekable() throws IOException {
        return Files.newByteChannel(path);
    }

    @Override
    public long size() throws IOException {
        return Files.size(path);
    }
}

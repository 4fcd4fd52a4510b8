package lostedge.ingest.tracepoint;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Random;
import lostedge.ingest.reader.Recording;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A recording that stands in memory. */
public record BytesRecording(byte[] bytes) implements Recording {
    /** {@return a copy of a file with up to six bytes changed, and one time in four cut short} */
    public static byte[] damaged(byte[] file, Random random) {
        byte[] damaged = file.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;
    }

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

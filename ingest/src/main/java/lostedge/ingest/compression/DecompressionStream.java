package lostedge.ingest.compression;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import lostedge.ingest.reader.RecordingException;
import org.jspecify.annotations.Nullable;

/**
 * Decompressed bytes, bounded in number; whatever a decompressor says of damaged or truncated input becomes one
 * {@link RecordingException}.
 */
final class DecompressionStream extends InputStream {
    private final InputStream compressed;
    private final Compression format;
    private final String name;
    private final long allowedBytes;
    private @Nullable InputStream decompressed;
    private long position;

    DecompressionStream(InputStream compressed, Compression format, String name, long allowedBytes) {
        this.compressed = compressed;
        this.format = format;
        this.name = name;
        this.allowedBytes = allowedBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = readUnbounded(target, from, length);
        position += Math.max(count, 0);
        if (position > allowedBytes) {
            throw refusal(String.format(
                    Locale.ROOT,
                    "expands to more than the %,d bytes allowed for a file of its size: not read as a recording",
                    allowedBytes));
        }
        return count;
    }

    /** Decompressors answer damage with any exception, unchecked ones among them. */
    private int readUnbounded(byte[] target, int from, int length) throws IOException {
        try {
            if (decompressed == null) {
                decompressed = format.unbounded(compressed);
            }
            return decompressed.read(target, from, length);
        } catch (RecordingException e) {
            throw e;
        } catch (EOFException e) {
            throw truncated();
        } catch (IOException | RuntimeException e) {
            throw compressed.read() < 0 ? truncated() : refusal("damaged " + format.toolName() + " data");
        }
    }

    private RecordingException truncated() {
        return refusal(format.toolName() + " data end early or are damaged at their end: the file is truncated");
    }

    private RecordingException refusal(String expectation) {
        return new RecordingException(name, "decompressed offset " + position, expectation);
    }

    @Override
    public void close() throws IOException {
        try (compressed) {
            if (decompressed != null) {
                decompressed.close();
            }
        }
    }
}

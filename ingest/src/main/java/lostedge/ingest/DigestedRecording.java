package lostedge.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import lostedge.ingest.reader.Recording;
import org.jspecify.annotations.Nullable;

/**
 * A recording whose digest is taken along while it is read: whoever reads it to its end has read it for
 * {@link #sha256}, too.
 */
public final class DigestedRecording implements Recording {
    private static final int READ_BYTES = 1 << 18;

    private final Recording recording;
    private volatile @Nullable String digest;

    DigestedRecording(Recording recording) {
        this.recording = recording;
    }

    /** {@return the SHA-256 of the decompressed bytes in hexadecimal, by reading them unless that was done before} */
    public String sha256() throws IOException {
        if (digest == null) {
            byte[] buffer = new byte[READ_BYTES];
            try (InputStream in = open()) {
                while (in.read(buffer) >= 0) {
                    // the stream digests what passes
                }
            }
        }
        return Objects.requireNonNull(digest, "the stream has ended");
    }

    @Override
    public String name() {
        return recording.name();
    }

    @Override
    public byte[] head() throws IOException {
        return recording.head();
    }

    @Override
    public InputStream open() throws IOException {
        return digest == null ? new Digesting(recording.open()) : recording.open();
    }

    @Override
    public SeekableByteChannel openSeekable() throws IOException {
        return recording.openSeekable();
    }

    @Override
    public long size() throws IOException {
        return recording.size();
    }

    /** Digests what is read. */
    private final class Digesting extends InputStream {
        private final InputStream in;
        private final MessageDigest sum;

        Digesting(InputStream in) {
            this.in = in;
            try {
                sum = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int got = in.read(bytes, from, length);
            if (got > 0) {
                sum.update(bytes, from, got);
            } else if (got < 0 && digest == null) {
                digest = HexFormat.of().formatHex(sum.digest());
            }
            return got;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

package lostedge.ingest.digest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The bytes of a recording from its start, digested as they pass. */
final class DigestedStream extends InputStream {
    private final InputStream in;
    private final RunningDigest digest;
    private long position;

    DigestedStream(InputStream in, RunningDigest digest) {
        this.in = in;
        this.digest = digest;
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
            digest.take(position, ByteBuffer.wrap(bytes, from, got));
            position += got;
        } else if (got < 0) {
            digest.end(position);
        }
        return got;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

package lostedge.ingest.digest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * A recording at random access, digested as far as it is read in order. Readers step over padding and what they know
 * already: such short gaps are read for the digest alone.
 */
final class DigestedChannel implements SeekableByteChannel {
    private static final int LONGEST_GAP = 1 << 16;

    private final SeekableByteChannel channel;
    private final RunningDigest digest;
    private final DigestedRest rest;

    DigestedChannel(SeekableByteChannel channel, RunningDigest digest, DigestedRest rest) {
        this.channel = channel;
        this.digest = digest;
        this.rest = rest;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return rest.isStarted() ? channel.read(target) : digested(target);
    }

    private int digested(ByteBuffer target) throws IOException {
        long position = channel.position();
        long gap = position - digest.length();
        if (gap > 0 && gap <= LONGEST_GAP) {
            digestTo(position, (int) gap);
        }
        int from = target.position();
        int got = channel.read(target);
        if (got > 0) {
            digest.take(position, target.duplicate().flip().position(from));
        }
        return got;
    }

    private void digestTo(long position, int gap) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(gap);
        channel.position(position - gap);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // until the gap is full
        }
        digest.take(position - gap, bytes.flip());
        channel.position(position);
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        channel.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

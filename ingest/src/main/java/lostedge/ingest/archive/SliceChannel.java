package lostedge.ingest.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * A run of bytes of a file as a read-only channel of its own. Not thread-safe; other slices of the file are
 * independent.
 */
final class SliceChannel implements SeekableByteChannel {
    private final BackingFile file;
    private final FileChannel channel;
    private final long offset;
    private final long length;
    private long position;
    private boolean open = true;

    SliceChannel(BackingFile file, long offset, long length) throws IOException {
        this.file = file;
        this.channel = file.acquire();
        this.offset = offset;
        this.length = length;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        long left = length - position;
        if (left <= 0) {
            return -1;
        }
        int limit = target.limit();
        if (target.remaining() > left) {
            target.limit(target.position() + (int) left);
        }
        try {
            int count = channel.read(target, offset + position);
            position += Math.max(count, 0);
            return count;
        } finally {
            target.limit(limit);
        }
    }

    @Override
    public long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public SliceChannel position(long newPosition) throws IOException {
        requireOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("position " + newPosition);
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return length;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SliceChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            file.release(channel);
        }
    }

    private void requireOpen() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }
}

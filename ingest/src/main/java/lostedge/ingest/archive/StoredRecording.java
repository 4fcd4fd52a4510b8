package lostedge.ingest.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import lostedge.ingest.reader.Recording;

/**
 * A recording whose bytes stand uncompressed in a file: the whole file, or a run of it such as a member of a tar
 * archive.
 *
 * @param name the name for messages
 * @param file the file
 * @param offset where the recording begins in it
 * @param length its bytes, or {@link #WHOLE_FILE} in a file of the user's
 */
record StoredRecording(String name, BackingFile file, long offset, long length) implements Recording {
    /**
     * Length of a recording that ends where its file ends, even if that grows or tells no size as files in /proc do.
     */
    static final long WHOLE_FILE = -1;

    /** Most bytes of {@link #head}. */
    static final int HEAD_BYTES = 64 << 10;

    @Override
    public byte[] head() throws IOException {
        try (InputStream in = open()) {
            return in.readNBytes(HEAD_BYTES);
        }
    }

    @Override
    public InputStream open() throws IOException {
        return Channels.newInputStream(openSeekable());
    }

    @Override
    public SeekableByteChannel openSeekable() throws IOException {
        return length == WHOLE_FILE ? file.acquire() : new SliceChannel(file, offset, length);
    }

    @Override
    public long size() throws IOException {
        if (length != WHOLE_FILE) {
            return length;
        }
        try (SeekableByteChannel channel = file.acquire()) {
            return channel.size();
        }
    }

    /** {@return a member of this recording} */
    StoredRecording member(String memberName, long memberOffset, long memberLength) {
        return new StoredRecording(memberName, file, offset + memberOffset, memberLength);
    }

    /** {@return how many bytes of the user's own file this recording stands for} */
    long storedBytes() throws IOException {
        return (long) Math.ceil(size() / file.shrinkage());
    }
}

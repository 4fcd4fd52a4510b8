package lostedge.ingest.digest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;

/**
 * A recording whose digest is taken along while it is read: what was read in order from its start is not read again for
 * {@link #sha256}. Only a long one that is read by position is read once more meanwhile, if there is a second
 * processor.
 */
public final class DigestedRecording implements Recording, Closeable {
    private static final int READ_BYTES = 1 << 16;

    private final Recording recording;
    private final boolean wanted;
    private final RunningDigest digest = new RunningDigest();
    private final DigestedRest rest;
    private volatile boolean openedSeekable;

    /**
     * A recording of which nothing was read.
     *
     * @param wanted whether its digest is taken: a large part of what an import does
     */
    public DigestedRecording(Recording recording, boolean wanted) {
        this.recording = recording;
        this.wanted = wanted;
        rest = new DigestedRest(recording, digest);
    }

    /**
     * {@return the SHA-256 of the decompressed bytes in hexadecimal, by reading those that were not read in order; the
     * empty text if it is not wanted}
     */
    public String sha256() throws IOException {
        if (!wanted) {
            return "";
        }
        String text = digest.text();
        if (text == null) {
            if (openedSeekable) {
                rest.finish();
            } else {
                readAll();
            }
            text = digest.text();
        }
        if (text == null) {
            throw new RecordingException(name(), "", "became shorter while it was read");
        }
        return text;
    }

    private boolean isTaken() {
        return wanted && digest.text() == null;
    }

    private void readAll() throws IOException {
        byte[] buffer = new byte[READ_BYTES];
        try (InputStream in = open()) {
            while (in.read(buffer) >= 0) {
                // the stream digests what passes
            }
        }
    }

    /** {@return the recording without a digest, for readers who need none} */
    public Recording undigested() {
        return recording;
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
        return isTaken() ? new DigestedStream(recording.open(), digest) : recording.open();
    }

    @Override
    public SeekableByteChannel openSeekable() throws IOException {
        openedSeekable = true;
        SeekableByteChannel channel = recording.openSeekable();
        if (!isTaken()) {
            return channel;
        }
        rest.begin(channel.size());
        return new DigestedChannel(channel, digest, rest);
    }

    @Override
    public long size() throws IOException {
        return recording.size();
    }

    /** Reads no more for the digest's sake; what others have opened stays open. */
    @Override
    public void close() {
        rest.stop();
    }
}

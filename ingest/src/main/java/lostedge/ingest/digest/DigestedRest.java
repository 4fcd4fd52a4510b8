package lostedge.ingest.digest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import lostedge.ingest.reader.Recording;

/**
 * What readers do not read in order, and so is read once more for the digest alone: by a thread of its own as soon as
 * they are seen to jump about, if there is a processor for it, else when the digest is asked for.
 */
final class DigestedRest {
    /** Few enough to stay in a processor's cache until they are digested. */
    private static final int READ_BYTES = 1 << 16;

    /** Readers look up a table at the end of a file, and then still read the rest in order. */
    private static final long MOST_STRAYED = 1 << 20;

    private final Recording recording;
    private final RunningDigest digest;
    private final FutureTask<Boolean> reading = new FutureTask<>(this::read);
    private long strayed;
    private volatile boolean started;
    private volatile boolean stopped;

    DigestedRest(Recording recording, RunningDigest digest) {
        this.recording = recording;
        this.digest = digest;
    }

    /** {@return whether all that is not digested yet is being read here, whatever others read} */
    boolean isStarted() {
        return started;
    }

    /** Notes that bytes were read out of order. */
    synchronized void strayed(int bytes) {
        strayed += bytes;
        if (strayed > MOST_STRAYED && !started && Runtime.getRuntime().availableProcessors() > 1) {
            started = true;
            Thread thread = new Thread(reading, "lostedge-digest");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Reads what is left, or waits until it is read. */
    void finish() throws IOException {
        reading.run();
        try {
            reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a recording was read");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends the thread before its time; there is no digest then. */
    void stop() {
        stopped = true;
    }

    private boolean read() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
        try (SeekableByteChannel channel = recording.openSeekable()) {
            channel.position(digest.length());
            while (!stopped && channel.read(buffer) >= 0) {
                digest.take(channel.position() - buffer.position(), buffer.flip());
                buffer.clear();
            }
            digest.end(channel.size());
        }
        return true;
    }
}

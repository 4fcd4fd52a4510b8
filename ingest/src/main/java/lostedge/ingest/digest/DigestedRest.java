package lostedge.ingest.digest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import lostedge.ingest.reader.Recording;

/**
 * What is read once more for the digest alone: all of a long recording, by a thread beside whoever reads it, if there
 * is a processor for it; else, when the digest is asked for, what was not read in order.
 */
final class DigestedRest {
    /** Few enough to stay in a processor's cache until they are digested. */
    private static final int READ_BYTES = 1 << 16;

    private static final long FEWEST_BYTES = 8 << 20;

    private final Recording recording;
    private final RunningDigest digest;
    private final FutureTask<Boolean> reading = new FutureTask<>(this::read);
    private volatile boolean started;
    private volatile boolean stopped;

    DigestedRest(Recording recording, RunningDigest digest) {
        this.recording = recording;
        this.digest = digest;
    }

    /** The one thread of all digests: a trace may have hundreds of files. */
    private static final class Beside {
        static final Executor THREAD = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "lostedge-digest");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** {@return whether all that is not digested yet is being read here, whatever others read} */
    boolean isStarted() {
        return started;
    }

    /** Notes that somebody begins to read. */
    synchronized void begin(long sizeBytes) {
        if (!started && sizeBytes >= FEWEST_BYTES && Runtime.getRuntime().availableProcessors() > 1) {
            started = true;
            Beside.THREAD.execute(reading);
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

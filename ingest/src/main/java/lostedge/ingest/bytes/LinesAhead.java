package lostedge.ingest.bytes;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Lines read by a thread of its own, a few blocks ahead of whoever uses them: what reading costs, such as a digest, is
 * then spent beside what is done with the lines. Memory is bounded by the number of blocks.
 */
public final class LinesAhead implements Lines {
    private static final int BLOCKS = 5;

    /** A block on its way; the last one has no lines or could not be read. */
    private static final class Filled {
        final LineBlock block = new LineBlock();
        boolean last;

        @Nullable
        Throwable failure;
    }

    private final Lines lines;
    private final BlockingQueue<Filled> free = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Filled> filled = new ArrayBlockingQueue<>(BLOCKS);
    private final Thread reader = new Thread(this::readAll, "lostedge-text-reader");
    private boolean started;
    private @Nullable Filled end;

    /** The lines of another, which is closed with this and is not read by anyone else. */
    public LinesAhead(Lines lines) {
        this.lines = lines;
        reader.setDaemon(true);
        for (int i = 0; i < BLOCKS; i++) {
            free.add(new Filled());
        }
    }

    private void readAll() {
        try {
            for (boolean more = true; more; ) {
                Filled next = free.take();
                fill(next);
                more = !next.last;
                filled.put(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fill(Filled next) {
        try {
            next.last = !lines.read(next.block);
        } catch (IOException | RuntimeException | Error e) {
            next.last = true;
            next.failure = e;
        }
    }

    @Override
    public boolean read(LineBlock block) throws IOException {
        if (!started) {
            started = true;
            reader.start();
        }
        try {
            Filled next = end == null ? filled.take() : end;
            if (next.last) {
                end = next;
            }
            if (next.failure instanceof IOException cause) {
                throw cause;
            }
            if (next.failure != null) {
                throw new IllegalStateException(next.failure);
            }
            block.exchange(next.block);
            boolean some = end == null;
            if (some) {
                free.put(next);
            }
            return some;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while lines were read ahead");
        }
    }

    @Override
    public void close() throws IOException {
        reader.interrupt();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lines.close();
    }
}

package lostedge.ingest.reader;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;
import org.jspecify.annotations.Nullable;

/**
 * The events of a recording, read by a thread of their own a few batches ahead of whoever uses them: the same rows, ids
 * and losses as without it.
 *
 * <p>The names the thread interns are its own. Each batch comes with those that are new, and takes the same ids here
 * because they come in the same order. Losses are told when the recording has ended.
 */
public final class ReadAhead implements EventSource {
    private static final int BATCHES = 3;
    private static final long FEWEST_BYTES = 4 << 20;

    private final RecordedEvents source;
    private final Labels labels = new Labels();
    private final LossLedger losses = new LossLedger();
    private final EventTally tally = new EventTally();
    private final BlockingQueue<EventBatch> free = new ArrayBlockingQueue<>(BATCHES + 1);
    private final BlockingQueue<Filled> filled = new ArrayBlockingQueue<>(BATCHES + 1);
    private final Thread thread = new Thread(this::work, "lostedge-read-ahead");
    private boolean started;
    private volatile boolean closed;
    private boolean ended;
    private @Nullable Filled current;
    private int handedOut;

    /** What the thread made: rows with the names that are new in them, or why it could not. */
    private record Filled(
            EventBatch batch,
            List<String> newNames,
            boolean overflowed,
            @Nullable Throwable failure) {}

    ReadAhead(RecordedEvents source) {
        this.source = source;
        thread.setDaemon(true);
    }

    /**
     * {@return the source, read ahead if it pays: on several processors, and for more than a few MiB}
     *
     * @param source a source of which nothing was read
     * @param sizeBytes the recording's size, or -1 if it is not known
     */
    public static EventSource of(RecordedEvents source, long sizeBytes) {
        boolean pays = Runtime.getRuntime().availableProcessors() > 1 && (sizeBytes < 0 || sizeBytes >= FEWEST_BYTES);
        return pays ? new ReadAhead(source) : source;
    }

    private void work() {
        try {
            int known = 0;
            boolean more = true;
            while (more) {
                EventBatch batch = free.take();
                if (closed) {
                    return;
                }
                batch.clear();
                Throwable failure = fill(batch);
                List<String> newNames = new ArrayList<>();
                while (known < source.labels().size()) {
                    newNames.add(source.labels().text(known++));
                }
                filled.put(new Filled(batch, newNames, source.labels().overflows() > 0, failure));
                more = failure == null && batch.size() > 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Throwable fill(EventBatch batch) {
        try {
            source.fill(batch);
            return null;
        } catch (IOException | RuntimeException | Error failure) {
            return failure;
        }
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        batch.clear();
        if (ended) {
            return false;
        }
        Filled from = current != null ? current : next();
        int rows = Math.min(batch.capacity(), from.batch.size() - handedOut);
        batch.appendFrom(from.batch, handedOut, rows);
        tally.add(batch, labels, from.overflowed, source.capabilities());
        handedOut += rows;
        current = from;
        if (rows == 0) {
            ended = true;
            losses.addAll(source.losses());
            tally.report(labels, source.name(), losses);
        } else if (handedOut == from.batch.size()) {
            current = null;
            free.add(from.batch);
        }
        return !ended;
    }

    private Filled next() throws IOException {
        if (!started) {
            started = true;
            for (int i = 0; i < BATCHES; i++) {
                free.add(new EventBatch());
            }
            thread.start();
        }
        Filled next = take();
        handedOut = 0;
        next.newNames.forEach(labels::intern);
        Throwable failure = next.failure;
        if (failure != null) {
            ended = true;
            if (failure instanceof IOException unreadable) {
                throw unreadable;
            }
            if (failure instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            throw (Error) failure;
        }
        return next;
    }

    private Filled take() throws IOException {
        try {
            return filled.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a recording was read");
        }
    }

    @Override
    public Clock clock() {
        return source.clock();
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public Capabilities capabilities() {
        return source.capabilities();
    }

    @Override
    public LossLedger losses() {
        return losses;
    }

    @Override
    public Positions positions() {
        return source.positions();
    }

    /** The thread ends after the batch it is at, for to interrupt it would close files that others read, too. */
    @Override
    public void close() throws IOException {
        closed = true;
        if (started) {
            free.offer(new EventBatch(0));
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        source.close();
    }
}

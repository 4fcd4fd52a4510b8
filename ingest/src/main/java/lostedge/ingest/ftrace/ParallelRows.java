package lostedge.ingest.ftrace;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;
import lostedge.ingest.bytes.LineReader;
import org.jspecify.annotations.Nullable;

/**
 * Rows parsed by several threads, a block of lines each, and handed out in the order of the text: the same rows, ids
 * and losses as {@link SerialRows} gives.
 *
 * <p>A worker takes a free {@link ParsedBlock}, reads the next lines into it and queues it, both under one lock so that
 * the queue has the order of the text; then it parses them with names of its own. The caller takes blocks from the
 * queue, waits for each to be parsed, and gives its names and lines their place in the whole. Memory is bounded by the
 * number of blocks.
 */
final class ParallelRows implements RowStream {
    /** Blocks beyond one per worker, so that nobody waits for the one being handed out. */
    private static final int SPARE_BLOCKS = 2;

    /** Names after which a worker starts its names anew, so that they stay few beside the caller's. */
    private static final int MOST_OWN_NAMES = 1 << 16;

    private final LineReader lines;
    private final Labels labels;
    private final Function<Labels, FtraceParser> parsers;
    private final BlockingQueue<ParsedBlock> free;
    private final BlockingQueue<ParsedBlock> ordered;
    private final List<Thread> workers = new ArrayList<>();
    private final LossLedger losses = new LossLedger();
    private @Nullable ParsedBlock current;
    private long line;
    private boolean started;
    private boolean readToEnd;
    private boolean ended;

    /**
     * Rows whose names go to {@code labels}.
     *
     * @param parsers makes a parser that interns into the labels it is given
     */
    ParallelRows(LineReader lines, Labels labels, Function<Labels, FtraceParser> parsers, int workerCount) {
        this.lines = lines;
        this.labels = labels;
        this.parsers = parsers;
        int blocks = workerCount + SPARE_BLOCKS;
        free = new ArrayBlockingQueue<>(blocks);
        ordered = new ArrayBlockingQueue<>(blocks);
        for (int i = 0; i < blocks; i++) {
            free.add(new ParsedBlock());
        }
        for (int i = 0; i < workerCount; i++) {
            Thread worker = new Thread(this::work, "lostedge-text-" + i);
            worker.setDaemon(true);
            workers.add(worker);
        }
    }

    private void work() {
        try {
            ParsedBlock.Names names = new ParsedBlock.Names();
            FtraceParser parser = parsers.apply(names.own);
            for (ParsedBlock next = readNext(); next != null; next = readNext()) {
                if (names.own.size() > MOST_OWN_NAMES) {
                    names = new ParsedBlock.Names();
                    parser = parsers.apply(names.own);
                }
                next.parse(parser, names);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads the next block and queues it; null if the last one was read before. */
    private @Nullable ParsedBlock readNext() throws InterruptedException {
        ParsedBlock next = free.take();
        synchronized (lines) {
            if (readToEnd) {
                free.add(next);
                return null;
            }
            next.read(lines);
            readToEnd = next.isLast();
            ordered.add(next);
            return next;
        }
    }

    @Override
    public void fill(EventBatch batch) throws IOException {
        if (!started) {
            started = true;
            workers.forEach(Thread::start);
        }
        try {
            while (!batch.isFull() && !ended) {
                if (current == null) {
                    current = ordered.take();
                    current.arrive(labels, losses, line);
                } else if (!current.handOut(batch, line)) {
                    line += current.lines();
                    ended = current.isLast();
                    free.add(current);
                    current = null;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a trace text was parsed");
        }
    }

    @Override
    public long lines() {
        return line;
    }

    @Override
    public LossLedger losses() {
        return losses;
    }

    @Override
    public void close() throws IOException {
        workers.forEach(Thread::interrupt);
        try {
            for (Thread worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lines.close();
    }
}

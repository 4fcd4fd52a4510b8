package lostedge.ingest.ftrace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;
import lostedge.ingest.bytes.LineBlock;
import lostedge.ingest.bytes.LineReader;
import org.jspecify.annotations.Nullable;

/**
 * A block of lines and what one worker made of it: rows whose names are the worker's own and whose positions count from
 * the block's first line. Passed from worker to caller by {@link #parsed}.
 */
final class ParsedBlock {
    private static final int ROWS = 1 << 13;

    /** The names of one worker, and the caller's ids for them. */
    static final class Names {
        final Labels own = new Labels();
        private int told;
        private int[] ids = new int[64];
        private int known;

        private List<String> news() {
            List<String> news = new ArrayList<>();
            while (told < own.size()) {
                news.add(own.text(told++));
            }
            return news;
        }

        private void learn(List<String> news, Labels labels) {
            for (String text : news) {
                if (known == ids.length) {
                    ids = Arrays.copyOf(ids, known * 2);
                }
                ids[known++] = labels.intern(text);
            }
        }
    }

    private final LineBlock block = new LineBlock();
    private final Semaphore parsed = new Semaphore(0);
    private final List<EventBatch> batches = new ArrayList<>();
    private int batchCount;
    private Names names = new Names();
    private List<String> news = List.of();
    private LossLedger losses = new LossLedger();
    private long lines;
    private @Nullable Throwable failure;
    private boolean last;
    private int batch;
    private int row;

    /** Worker: reads the next lines; afterwards {@link #isLast} tells whether there are more. */
    void read(LineReader lines) {
        failure = null;
        last = true;
        try {
            last = !lines.read(block);
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Worker: parses the lines. */
    void parse(FtraceParser parser, Names workerNames) {
        batchCount = 0;
        parser.restart();
        try {
            if (failure == null) {
                parseLines(parser);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        names = workerNames;
        news = workerNames.news();
        losses = parser.losses();
        lines = parser.line();
        parsed.release();
    }

    private void parseLines(FtraceParser parser) {
        int at = 0;
        do {
            EventBatch rows = nextBatch();
            parser.drain(rows);
            at = parser.parse(block, at, rows);
        } while (at < block.end() || parser.hasSpareRows());
    }

    private EventBatch nextBatch() {
        if (batchCount == batches.size()) {
            batches.add(new EventBatch(ROWS));
        }
        EventBatch next = batches.get(batchCount++);
        next.clear();
        return next;
    }

    /** {@return whether no lines follow} */
    boolean isLast() {
        return last;
    }

    /** {@return how many lines the block has, with those skipped before it} */
    long lines() {
        return lines;
    }

    /**
     * Caller: waits until the block is parsed and gives its names their ids and its losses their place.
     *
     * @throws IOException if its lines could not be read
     */
    void arrive(Labels labels, LossLedger to, long linesBefore) throws IOException, InterruptedException {
        parsed.acquire();
        if (failure instanceof IOException cause) {
            throw cause;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        names.learn(news, labels);
        for (LossLedger.Loss loss : losses.losses()) {
            to.add(
                    loss.source(),
                    loss.counter(),
                    loss.severity(),
                    loss.count(),
                    loss.firstPosition() + linesBefore,
                    loss.forbids());
        }
        batch = 0;
        row = 0;
    }

    /**
     * Caller: appends the next rows until the batch is full or the block has no more.
     *
     * @return whether the block has more
     */
    boolean handOut(EventBatch to, long linesBefore) {
        while (batch < batchCount && !to.isFull()) {
            EventBatch from = batches.get(batch);
            int first = to.size();
            int count = Math.min(from.size() - row, to.capacity() - first);
            to.appendFrom(from, row, count);
            place(to, first, linesBefore);
            row += count;
            if (row == from.size()) {
                batch++;
                row = 0;
            }
        }
        return batch < batchCount;
    }

    private void place(EventBatch rows, int from, long linesBefore) {
        int[] ids = names.ids;
        for (int i = from; i < rows.size(); i++) {
            rows.position[i] += linesBefore;
            int label = rows.label[i];
            rows.label[i] = label < 0 ? label : ids[label];
            int site = rows.site[i];
            rows.site[i] = site < 0 ? site : ids[site];
        }
    }
}

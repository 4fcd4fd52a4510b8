package lostedge.ingest.ftrace;

import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.bytes.ByteLabels;
import lostedge.ingest.bytes.LineBlock;
import lostedge.ingest.bytes.Words;
import lostedge.ingest.eventtext.CpuMask;
import lostedge.ingest.eventtext.TracepointArguments;
import lostedge.ingest.eventtext.TracepointNames;
import lostedge.ingest.ftrace.FtraceHead.LineForm;
import lostedge.ingest.ftrace.FtraceHead.StampForm;
import lostedge.ingest.order.RepeatedEvents;

/** Lines to rows. What the recorder says of itself ({@code LOST}, {@code buffer started}) is a row without a time. */
final class FtraceParser {
    /** Time of a recorder's row. */
    static final long NO_TIME = Long.MIN_VALUE;

    private static final int SPARE_ROWS = 1 << 10;

    private final String source;
    private final StampForm stamp;
    private final int margin;
    private final boolean linesRepeat;
    private final FtraceTokenizer tokens;
    private final TracepointNames names = new TracepointNames();
    private final ByteLabels labels;
    private final TracepointArguments arguments;
    private final RepeatedLines repeated = new RepeatedLines();
    private final ByteLabels buffers = new ByteLabels(new Labels());
    private final RepeatedEvents inOtherBuffers = new RepeatedEvents();
    private final RecorderLine recorder = new RecorderLine();
    private final EventBatch spare = new EventBatch(SPARE_ROWS);
    private int spareRead;
    private LossLedger losses = new LossLedger();
    private long line;

    FtraceParser(String source, FtraceHead head, Labels labels) {
        this.source = source;
        this.stamp = head.stamp();
        this.margin = head.margin();
        this.linesRepeat = head.form() == LineForm.TASK_DASH_PID && margin == 0;
        this.tokens = new FtraceTokenizer(head.form());
        this.labels = new ByteLabels(labels);
        this.arguments = new TracepointArguments(this.labels);
    }

    /** Moves rows for which the last batch had no room into this one. */
    void drain(EventBatch batch) {
        while (spareRead < spare.size() && !batch.isFull()) {
            batch.appendFrom(spare, spareRead++);
        }
        if (spareRead == spare.size()) {
            spare.clear();
            spareRead = 0;
        }
    }

    /**
     * Appends the events of a block's lines until the block ends or the batch is full.
     *
     * @param from where a line begins; 0 for a new block
     * @return where the first line not read begins
     */
    int parse(LineBlock block, int from, EventBatch batch) {
        byte[] bytes = block.bytes();
        int blockEnd = block.end();
        if (from == 0) {
            skipLines(block);
        }
        int at = from;
        while (at < blockEnd && !batch.isFull()) {
            int rows = batch.size();
            at = repeated.read(bytes, at, blockEnd, line, batch);
            line += batch.size() - rows;
            if (at < blockEnd && !batch.isFull()) {
                at = line(bytes, at, blockEnd, batch);
            }
        }
        return at;
    }

    /** Reads the line that begins at {@code from} step by step and returns where the next one begins. */
    private int line(byte[] bytes, int from, int to, EventBatch batch) {
        line++;
        int task = margin == 0 ? from : behindMargin(bytes, from, to);
        if (tokens.event(bytes, task, to) && tokens.stamp == stamp) {
            if (linesRepeat) {
                repeated.learnColumns(bytes, from, tokens);
            }
            int row = batch.size();
            event(bytes, tokens.lineEnd, batch);
            if (task > from) {
                tellOnce(bytes, from, batch, row);
            }
        } else {
            lineWithoutMargin(bytes, from, task, to, batch);
        }
        return tokens.next;
    }

    /** Takes an event back that another buffer told; the margin names the buffer. */
    private void tellOnce(byte[] bytes, int margin, EventBatch rows, int row) {
        int buffer = buffers.intern(bytes, margin, margin + this.margin);
        if (spare.size() == 0 && inOtherBuffers.repeats(rows, row, buffer)) {
            rows.resize(row);
            losses.add(source, "events that stand in several buffers, told once", Severity.INFO, 1, line, "");
        }
    }

    private int behindMargin(byte[] bytes, int from, int to) {
        int behind = from + margin;
        return behind < to && Words.indexOf(bytes, from, behind, '\n') == behind ? behind : from;
    }

    /** trace-cmd puts a margin before the gap of a buffer, but none before the event behind it. */
    private void lineWithoutMargin(byte[] bytes, int from, int task, int to, EventBatch batch) {
        if (task > from && tokens.event(bytes, from, to) && tokens.stamp == stamp) {
            event(bytes, tokens.lineEnd, batch);
        } else {
            boolean gap = task > from && recorder.read(bytes, task, tokens.lineEnd) == RecorderLine.Kind.LOST_EVENTS;
            otherLine(bytes, gap ? task : from, tokens.lineEnd, batch);
        }
    }

    private void skipLines(LineBlock block) {
        if (block.skippedLines() > 0) {
            losses.add(source, "line too long", Severity.ERROR, block.skippedLines(), line + 1, "absence of an event");
            line += block.skippedLines();
        }
    }

    /** Reads name and arguments. */
    private void event(byte[] bytes, int to, EventBatch rows) {
        FtraceTokenizer found = tokens;
        EventKind kind = found.payload == FtraceTokenizer.Payload.EVENT
                ? names.kind(bytes, found.nameFrom, found.nameTo, found.argumentsFrom)
                : EventKind.OTHER;
        int row = rows.append(found.timestamp, found.cpu, kind, line);
        rows.flags[row] = found.flags;
        rows.pid[row] = found.pid;
        if (kind == EventKind.OTHER) {
            other(bytes, to, rows, row);
        } else if (!arguments.read(kind, bytes, found.argumentsFrom, to, rows, row)) {
            refuseArguments(bytes, rows, row);
            return;
        } else if (kind == EventKind.IPI_SEND_CPUMASK || kind == EventKind.IPI_RAISE) {
            furtherWords(rows, row);
        } else if (kind == EventKind.VECTOR_ENTRY || kind == EventKind.VECTOR_EXIT) {
            int suffix = kind == EventKind.VECTOR_ENTRY ? "_entry".length() : "_exit".length();
            rows.label[row] = labels.intern(bytes, found.nameFrom, found.nameTo - suffix);
        }
        if (linesRepeat && repeats(kind, rows, row)) {
            int except = kind == EventKind.IPI_SEND_CPU ? rows.peer[row] : EventBatch.NONE;
            repeated.learnPayload(bytes, tokens, except, rows, row);
        }
    }

    /**
     * {@return whether lines with this payload all make this one row} A send tells another message where its only
     * target is the sender.
     */
    private boolean repeats(EventKind kind, EventBatch rows, int row) {
        return switch (kind) {
            case IPI_SEND_CPU -> rows.peer[row] != tokens.cpu;
            case IPI_SEND_CPUMASK -> isOneRow(rows, row) && Long.bitCount(rows.reference[row]) > 1;
            case IPI_RAISE -> isOneRow(rows, row);
            default -> tokens.payload != FtraceTokenizer.Payload.UNNAMED;
        };
    }

    private boolean isOneRow(EventBatch rows, int row) {
        return rows.size() == row + 1 && spare.size() == 0;
    }

    private void other(byte[] bytes, int to, EventBatch rows, int row) {
        switch (tokens.payload) {
            case EVENT -> rows.label[row] = labels.intern(bytes, tokens.nameFrom, tokens.nameTo);
            case FUNCTION -> {
                int function = tokens.nameFrom;
                while (function < tokens.nameTo && bytes[function] != '+') {
                    function++;
                }
                rows.label[row] = labels.intern(bytes, tokens.nameFrom, function);
                rows.site[row] = labels.intern(bytes, tokens.argumentsFrom, to);
            }
            default -> losses.add(source, "event without a name", Severity.INFO, 1, line, "");
        }
    }

    private void refuseArguments(byte[] bytes, EventBatch rows, int row) {
        rows.resize(row);
        rows.append(tokens.timestamp, tokens.cpu, EventKind.OTHER, line);
        rows.flags[row] = tokens.flags;
        rows.pid[row] = tokens.pid;
        int name = labels.intern(bytes, tokens.nameFrom, tokens.nameTo);
        rows.label[row] = name;
        losses.add(
                source,
                "arguments not understood: " + labels.labels().text(name),
                Severity.ERROR,
                1,
                line,
                "what the event tells beyond that its CPU ran");
    }

    private void furtherWords(EventBatch rows, int row) {
        if (rows.kind[row] == EventKind.IPI_SEND_CPUMASK.ordinal() && arguments.maskUntold()) {
            losses.add(source, "target mask not printed", Severity.DATA_LOSS, 1, line, "who was sent to");
            return;
        }
        CpuMask mask = arguments.mask();
        for (int word = mask.nextWord(rows.peer[row] / Long.SIZE + 1); word >= 0; word = mask.nextWord(word + 1)) {
            EventBatch to = rows.isFull() ? spare : rows;
            to.appendFrom(rows, row);
            to.peer[to.size() - 1] = word * Long.SIZE;
            to.reference[to.size() - 1] = mask.word(word);
        }
    }

    private void otherLine(byte[] bytes, int from, int to, EventBatch batch) {
        switch (recorder.read(bytes, from, to)) {
            case LOST_EVENTS -> {
                recorderRow(EventKind.LOST_EVENTS, recorder.lost(), batch);
                boolean counted = recorder.lost() >= 0;
                losses.add(
                        source,
                        counted ? "events lost by the recorder" : "gaps of unknown size",
                        Severity.DATA_LOSS,
                        counted ? recorder.lost() : 1,
                        line,
                        "absence of an event on that CPU, and pairing across the gap");
            }
            case BUFFER_START -> recorderRow(EventKind.BUFFER_START, 0, batch);
            case COMMENT -> losses.add(source, "comment line", Severity.INFO, 1, line, "");
            case STACK -> losses.add(source, "stack trace line", Severity.INFO, 1, line, "");
            case UNREADABLE -> {
                boolean wrongStamp = tokens.event(bytes, from, tokens.next);
                losses.add(
                        source,
                        wrongStamp ? "time stamp of another form than the first" : "line not understood",
                        Severity.ERROR,
                        1,
                        line,
                        "absence of an event");
            }
        }
    }

    private void recorderRow(EventKind kind, long reference, EventBatch batch) {
        int row = batch.append(NO_TIME, recorder.cpu(), kind, line);
        batch.reference[row] = reference;
    }

    /** Counts lines from 1 again and losses from nothing. */
    void restart() {
        line = 0;
        losses = new LossLedger();
    }

    /** {@return whether {@link #drain} has rows to move} */
    boolean hasSpareRows() {
        return spare.size() > 0;
    }

    /** {@return the number of the line read last, from 1} */
    long line() {
        return line;
    }

    /** {@return what was refused so far} */
    LossLedger losses() {
        return losses;
    }
}

package lostedge.ingest.ftrace;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import lostedge.engine.event.Clock;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.eventtext.CpuMask;
import lostedge.ingest.eventtext.TaskNames;
import lostedge.ingest.eventtext.TracepointText;

/**
 * Events as the text of the kernel's {@code trace} file, which {@link FtraceReader} reads back to equal rows.
 *
 * <p>Stamps have six decimals as the kernel's, nine if the clock is finer than a microsecond, none if it counts ticks.
 * Task names are those the scheduler events told before. A row the format cannot hold, of the kernel log or without a
 * CPU, is left out and counted. Not thread-safe.
 */
public final class FtraceWriter implements EventSink, Closeable {
    private static final String HEAD = """
            # tracer: nop
            #
            #                                _-----=> irqs-off/BH-disabled
            #                               / _----=> need-resched
            #                              | / _---=> hardirq/softirq
            #                              || / _--=> preempt-depth
            #                              ||| / _-=> migrate-disable
            #                              |||| /     delay
            #           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION
            #              | |         |   |||||     |         |
            """;

    private static final int COMM_WIDTH = 16;
    private static final int PID_WIDTH = 7;
    private static final int SECONDS_WIDTH = 5;
    private static final int TICKS_WIDTH = 12;
    private static final int FLUSH_AT = 1 << 16;
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long NS_PER_US = 1_000L;

    private final OutputStream out;
    private final String name;
    private final Clock clock;
    private final TaskNames tasks;
    private final TracepointText tracepoints;
    private final LossLedger losses = new LossLedger();
    private final StringBuilder text = new StringBuilder(HEAD);
    private final EventBatch masked = new EventBatch(1);
    private final CpuMask mask = new CpuMask();

    /**
     * A text on {@code out}, which is closed with the writer.
     *
     * @param name names the text in {@link #losses}
     * @param labels holds the names of the rows to come
     */
    public FtraceWriter(OutputStream out, String name, Labels labels, Clock clock) {
        this.out = out;
        this.name = name;
        this.clock = clock;
        tasks = new TaskNames(labels);
        tracepoints = new TracepointText(labels, tasks);
    }

    @Override
    public void write(EventBatch batch) throws IOException {
        for (int row = 0; row < batch.size(); row++) {
            EventKind kind = batch.kindAt(row);
            if (masked.size() > 0 && !continuesMask(batch, row)) {
                writeMasked();
            }
            if (kind.role() == EventRole.KERNEL_LOG || batch.cpu[row] < 0 || batch.timestampNs[row] < 0) {
                losses.add(name, "row with no place in a trace text", Severity.INFO, 1, batch.position[row], "");
            } else if (kind == EventKind.IPI_RAISE || kind == EventKind.IPI_SEND_CPUMASK) {
                addMasked(batch, row);
            } else {
                line(batch, row);
            }
            if (text.length() > FLUSH_AT) {
                flush();
            }
        }
    }

    private boolean continuesMask(EventBatch batch, int row) {
        return batch.kind[row] == masked.kind[0]
                && batch.position[row] == masked.position[0]
                && batch.timestampNs[row] == masked.timestampNs[0]
                && batch.cpu[row] == masked.cpu[0]
                && batch.peer[row] > masked.peer[0];
    }

    private void addMasked(EventBatch batch, int row) {
        if (masked.size() == 0) {
            masked.appendFrom(batch, row);
        }
        masked.peer[0] = batch.peer[row];
        if (batch.peer[row] >= 0) {
            mask.add(batch.peer[row] / Long.SIZE, batch.reference[row]);
        }
    }

    private void writeMasked() {
        line(masked, 0);
        masked.clear();
        mask.clear();
    }

    private void line(EventBatch batch, int row) {
        switch (batch.kindAt(row)) {
            case LOST_EVENTS -> {
                text.append("CPU:").append(batch.cpu[row]).append(" [LOST ");
                if (batch.reference[row] >= 0) {
                    text.append(batch.reference[row]).append(' ');
                }
                text.append("EVENTS]\n");
            }
            case BUFFER_START ->
                text.append("##### CPU ").append(batch.cpu[row]).append(" buffer started ####\n");
            default -> {
                context(batch, row);
                tracepoints.print(batch, row, mask, text);
                text.append('\n');
                tasks.learn(batch, row);
            }
        }
    }

    private void context(EventBatch batch, int row) {
        String comm = tasks.beforeLine(batch.pid[row]);
        text.append(" ".repeat(COMM_WIDTH - comm.getBytes(StandardCharsets.UTF_8).length));
        int pidFrom = text.append(comm).append('-').length();
        text.append(batch.pid[row]);
        pad(text.length() - pidFrom, PID_WIDTH);
        TracepointText.threeDigits(batch.cpu[row], text.append(" ["));
        text.append("] ");
        if ((batch.flags[row] & ContextFlags.KNOWN) != 0) {
            FlagsColumn.write(batch.flags[row], text);
        }
        stamp(batch.timestampNs[row]);
        text.append(": ");
    }

    private void stamp(long time) {
        text.append(' ');
        if (!clock.hasDurations()) {
            number(time, TICKS_WIDTH, ' ');
            return;
        }
        number(time / NS_PER_S, SECONDS_WIDTH, ' ');
        text.append('.');
        boolean inUs = clock.resolutionNs() > 0 && clock.resolutionNs() % NS_PER_US == 0;
        number(inUs ? time % NS_PER_S / NS_PER_US : time % NS_PER_S, inUs ? 6 : 9, '0');
    }

    private void number(long value, int width, char filler) {
        String digits = Long.toString(value);
        for (int i = digits.length(); i < width; i++) {
            text.append(filler);
        }
        text.append(digits);
    }

    private void pad(int length, int width) {
        for (int i = length; i < width; i++) {
            text.append(' ');
        }
    }

    /** {@return the rows left out} */
    public LossLedger losses() {
        return losses;
    }

    private void flush() throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            if (masked.size() > 0) {
                writeMasked();
            }
            flush();
        }
    }
}

package lostedge.ingest.ftrace;

import java.io.IOException;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.bytes.LineBlock;
import lostedge.ingest.bytes.LineReader;

/** The events of one trace text. */
final class FtraceSource implements EventSource {
    private final String name;
    private final Clock clock;
    private final LineReader lines;
    private final Labels labels = new Labels();
    private final FtraceParser parser;
    private final Capabilities capabilities = new Capabilities();
    private final LossLedger losses = new LossLedger();
    private final LineBlock block = new LineBlock();
    private int at;
    private boolean ended;

    FtraceSource(String name, FtraceHead head, Clock clock, LineReader lines) {
        this.name = name;
        this.clock = clock;
        this.lines = lines;
        parser = new FtraceParser(name, head, labels);
        if (head.written() > head.kept()) {
            losses.add(
                    name,
                    "events overwritten in the ring buffer",
                    Severity.DATA_LOSS,
                    head.written() - head.kept(),
                    head.tallyLine(),
                    "anything before the first event of each CPU");
        }
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        batch.clear();
        parser.drain(batch);
        while (!batch.isFull() && !ended) {
            if (at >= block.end()) {
                at = 0;
                if (!lines.read(block)) {
                    end(batch);
                    break;
                }
            }
            at = parser.parse(block, at, batch);
        }
        noteSeen();
        return batch.size() > 0;
    }

    private void end(EventBatch batch) {
        ended = true;
        parser.flush(batch);
        parser.reportLosses(losses);
        if (lines.unendedLine() > 0) {
            losses.add(
                    name,
                    "last line cut off",
                    Severity.ERROR,
                    1,
                    lines.unendedLine(),
                    "that the recording goes on to its end");
        }
        if (lines.overlongLines() > 0) {
            losses.add(
                    name,
                    "line too long",
                    Severity.ERROR,
                    lines.overlongLines(),
                    lines.firstOverlongLine(),
                    "absence of an event");
        }
    }

    private void noteSeen() {
        boolean[] seen = parser.seen();
        for (int kind = 0; kind < seen.length; kind++) {
            if (seen[kind]) {
                capabilities.see(EventKind.of((byte) kind));
            }
        }
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public LossLedger losses() {
        return losses;
    }

    @Override
    public Positions positions() {
        return Positions.LINES;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

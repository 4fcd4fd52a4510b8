package lostedge.ingest.ftrace;

import java.io.IOException;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.LossLedger;
import lostedge.ingest.bytes.LineBlock;
import lostedge.ingest.bytes.Lines;

/** Rows parsed by the caller's thread, straight into the caller's batch. */
final class SerialRows implements RowStream {
    private final Lines lines;
    private final FtraceParser parser;
    private final LineBlock block = new LineBlock();
    private int at;
    private boolean ended;

    SerialRows(Lines lines, FtraceParser parser) {
        this.lines = lines;
        this.parser = parser;
    }

    @Override
    public void fill(EventBatch batch) throws IOException {
        parser.drain(batch);
        while (!batch.isFull() && !ended) {
            if (at >= block.end()) {
                at = 0;
                ended = !lines.read(block);
            }
            at = parser.parse(block, at, batch);
        }
    }

    @Override
    public long lines() {
        return parser.line();
    }

    @Override
    public LossLedger losses() {
        return parser.losses();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

package lostedge.ingest.store;

import java.util.Random;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;

/** A seeded source whose columns take every value they can, extremes included. */
final class ArraySource implements EventSource {
    private static final int[] EDGES = {-1, 0, 1, 63, 64, 32767, 32768, Integer.MAX_VALUE, Integer.MIN_VALUE};

    private final Labels labels = new Labels();
    private final Capabilities capabilities = new Capabilities();
    private final LossLedger losses = new LossLedger();
    private final Random random;
    private int left;
    private long time = Long.MIN_VALUE / 2;
    private long position;

    ArraySource(long seed, int rows) {
        random = new Random(seed);
        left = rows;
        losses.add("a\tfile", "line \\ with\nbreaks", LossLedger.Severity.DATA_LOSS, 3, 17, "all of it");
        losses.add("b", "unknown tracepoint", LossLedger.Severity.INFO, 1, -1, "");
    }

    @Override
    public boolean read(EventBatch batch) {
        batch.clear();
        while (!batch.isFull() && left > 0 && (batch.size() == 0 || random.nextInt(3000) > 0)) {
            time += random.nextInt(4) == 0 ? random.nextLong(1L << 40) : random.nextInt(900);
            position += random.nextInt(50) == 0 ? random.nextInt(1 << 30) - (1 << 29) : 1;
            EventKind kind = EventKind.values()[random.nextInt(EventKind.values().length)];
            int row = batch.append(time, any(), kind, position);
            capabilities.see(kind);
            batch.flags[row] = any();
            batch.pid[row] = any();
            batch.peer[row] = any();
            batch.code[row] = any();
            batch.reference[row] = random.nextBoolean() ? 0 : random.nextLong();
            batch.label[row] = name();
            batch.site[row] = name();
            left--;
        }
        return batch.size() > 0;
    }

    @Override
    public Clock clock() {
        return new Clock(Clock.Domain.MONOTONIC, 1000, true, true);
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
    public void close() {}

    private int any() {
        return random.nextInt(8) == 0 ? random.nextInt() : EDGES[random.nextInt(EDGES.length)];
    }

    private int name() {
        return random.nextInt(3) == 0 ? Labels.NONE : labels.intern("näme\t" + random.nextInt(1 + random.nextInt(500)));
    }
}

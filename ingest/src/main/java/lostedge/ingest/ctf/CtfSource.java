package lostedge.ingest.ctf;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.ctf.packet.Layout;
import lostedge.ingest.order.TimeMerge;
import lostedge.ingest.reader.RecordedEvents;
import lostedge.ingest.tracepoint.ColumnValues;
import lostedge.ingest.tracepoint.RunningTasks;

/** The events of all streams of a trace, merged by time. */
final class CtfSource extends RecordedEvents {
    private final TraceClock clock;
    private final StreamFiles files;
    private final ColumnValues columns;
    private final TimeMerge<CtfStream> merge = new TimeMerge<>();
    private final RunningTasks tasks = new RunningTasks();
    private boolean started;
    private long position;

    /** Closes {@code files} with this. */
    CtfSource(String name, CtfTrace trace, TraceClock clock, StreamFiles files, Labels labels) {
        super(name, Positions.EVENTS, labels);
        this.clock = clock;
        this.files = files;
        columns = new ColumnValues(labels);
        Set<EventKind> described = EnumSet.noneOf(EventKind.class);
        trace.shapes().forEach(shape -> described.addAll(shape.kinds()));
        capabilities().declare(described);
    }

    @Override
    protected void fill(EventBatch batch) throws IOException {
        if (!started) {
            started = true;
            for (CtfStream stream : files.streams(losses())) {
                merge.add(stream);
            }
        }
        for (CtfStream stream = merge.first(); stream != null && !batch.isFull(); stream = merge.first()) {
            append(stream, batch);
            merge.advance();
        }
    }

    private void append(CtfStream stream, EventBatch batch) {
        long timestampNs = clock.ns(stream.timestamp());
        int cpu = stream.cpu();
        EventKind recorder = stream.recorder();
        if (recorder != null) {
            int row = batch.append(timestampNs, cpu, recorder, position);
            batch.reference[row] = stream.missing();
            tasks.forget(cpu);
            return;
        }
        EventShape event = stream.event();
        int row = event.append(timestampNs, cpu, position++, stream, columns, batch);
        batch.pid[row] = task(stream, event, cpu);
        if (event.kind().role() == EventRole.SEND && batch.peer[row] == EventBatch.NONE) {
            losses().add(name(), "target not recorded", Severity.DATA_LOSS, 1, position - 1, "who was sent to");
        }
        if (event.kind() == EventKind.SCHED_SWITCH) {
            tasks.switched(cpu, batch.code[row]);
        }
    }

    /** The context "pid" is that of the process, which is the task's own only where it is 0. */
    private int task(CtfStream stream, EventShape event, int cpu) {
        StreamShape shape = stream.shape();
        if (event.taskSlot() != Layout.NONE) {
            return (int) stream.values()[event.taskSlot()];
        }
        if (shape.thread != Layout.NONE) {
            return (int) stream.values()[shape.thread];
        }
        if (shape.process != Layout.NONE && stream.values()[shape.process] == 0) {
            return 0;
        }
        return tasks.on(cpu);
    }

    @Override
    public Clock clock() {
        return clock.clock();
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}

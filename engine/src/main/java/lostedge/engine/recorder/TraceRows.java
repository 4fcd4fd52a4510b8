package lostedge.engine.recorder;

import java.io.IOException;
import java.io.UncheckedIOException;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.Labels;
import lostedge.engine.simulate.Trajectory;
import lostedge.engine.state.Receive;
import lostedge.engine.state.SystemState;

/** The rows of a trace under way: each with its CPU's context and task, written on whenever a batch is full. */
final class TraceRows {
    private final Labels labels;
    private final EventSink sink;
    private final EventBatch batch = new EventBatch();
    private final int[] pids;
    private long position;

    TraceRows(int cpus, Labels labels, EventSink sink) {
        this.labels = labels;
        this.sink = sink;
        pids = new int[cpus];
    }

    int pid(int cpu) {
        return pids[cpu];
    }

    void pid(int cpu, int pid) {
        pids[cpu] = pid;
    }

    /** Appends an event of a CPU, now, and returns its row for the caller to fill. */
    int add(Trajectory in, int cpu, EventKind kind) {
        if (batch.isFull()) {
            flush();
        }
        int row = batch.append(in.nowNs(), cpu, kind, position++);
        batch.flags[row] = flags(in.state(), cpu, kind);
        batch.pid[row] = pids[cpu];
        return row;
    }

    EventBatch batch() {
        return batch;
    }

    int label(String text) {
        return labels.intern(text);
    }

    /** Writes what has not been written. */
    void flush() {
        try {
            sink.write(batch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        batch.clear();
    }

    private static int flags(SystemState s, int cpu, EventKind kind) {
        int flags = ContextFlags.KNOWN;
        boolean schedules = kind == EventKind.SCHED_SWITCH;
        if (schedules || s.atIpl7(cpu)) {
            flags |= ContextFlags.IRQS_OFF;
        }
        boolean fromTask = s.context(cpu) != SystemState.INTERRUPT;
        if (!fromTask && (s.depth(cpu) > 0 || s.receive(cpu) != Receive.NONE)) {
            flags |= ContextFlags.HARDIRQ;
        }
        return s.stack(cpu).softirqsRun() ? flags | ContextFlags.SOFTIRQ : flags;
    }
}

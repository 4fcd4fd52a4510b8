package lostedge.ingest.eventtext;

import lostedge.engine.event.EventBatch;
import lostedge.ingest.bytes.Literal;

/**
 * Arguments of the {@code sched} tracepoints, as the kernel prints them ({@code comm=%s pid=%d ...}) and as
 * libtraceevent's {@code plugin_sched_switch.c} does ({@code comm:pid [prio] ...}).
 */
final class SchedulerArguments {
    private static final Literal COMM = Literal.of("comm=");
    private static final Literal PID = Literal.of(" pid=");
    private static final Literal PRIO = Literal.of(" prio=");
    private static final Literal SUCCESS = Literal.of(" success=");
    private static final Literal TARGET_CPU = Literal.of(" target_cpu=");
    private static final Literal ORIG_CPU = Literal.of(" orig_cpu=");
    private static final Literal DEST_CPU = Literal.of(" dest_cpu=");
    private static final Literal PREV_COMM = Literal.of("prev_comm=");
    private static final Literal PREV_PID = Literal.of(" prev_pid=");
    private static final Literal PREV_PRIO = Literal.of(" prev_prio=");
    private static final Literal PREV_STATE = Literal.of(" prev_state=");
    private static final Literal ARROW_NEXT_COMM = Literal.of(" ==> next_comm=");
    private static final Literal NEXT_PID = Literal.of(" next_pid=");
    private static final Literal ARROW = Literal.of(" ==> ");
    private static final Literal TASK_CPU = Literal.of(" CPU:");

    private SchedulerArguments() {}

    /** {@code sched_switch}. */
    static void schedSwitch(FieldCursor in, EventBatch batch, int row) {
        if (!in.accept(PREV_COMM)) {
            switchByPlugin(in, batch, row);
            return;
        }
        in.comm(PREV_PID);
        in.expect(PREV_PID);
        in.skipNumber();
        in.expect(PREV_PRIO);
        in.skipNumber();
        in.expect(PREV_STATE);
        batch.reference[row] = in.peek() == ' ' ? 0 : in.peek();
        in.toSpace();
        in.expect(ARROW_NEXT_COMM);
        int comm = in.position();
        in.comm(NEXT_PID);
        batch.label[row] = in.since(comm);
        in.expect(NEXT_PID);
        batch.code[row] = in.smallNumber();
    }

    /** {@code comm:pid [prio] state ==> comm:pid [prio]}: the arrow is the last one behind a state. */
    private static void switchByPlugin(FieldCursor in, EventBatch batch, int row) {
        int from = in.position();
        int arrow = in.end();
        int state;
        do {
            arrow = lastBefore(in, ARROW, from, arrow - 1);
            if (arrow < 0) {
                in.fail();
                return;
            }
            state = stateBefore(in, from, arrow);
        } while (state == 0);
        batch.reference[row] = state;
        in.moveTo(arrow);
        in.expect(ARROW);
        taskByPlugin(in, batch, row, in.end());
    }

    private static int lastBefore(FieldCursor in, Literal text, int from, int to) {
        for (int at = to; at >= from; at--) {
            if (text.at(in.bytes(), at)) {
                return at;
            }
        }
        return -1;
    }

    /** {@return the first letter of the state that ends at {@code to} behind "] ", or 0} */
    private static int stateBefore(FieldCursor in, int from, int to) {
        int at = to;
        while (at > from && in.bytes()[at - 1] > ' ') {
            at--;
        }
        boolean behindPriority = at - 2 >= from && in.bytes()[at - 1] == ' ' && in.bytes()[at - 2] == ']';
        return at < to && behindPriority ? in.bytes()[at] : 0;
    }

    /**
     * {@code comm:pid [prio]}, where the text ends at {@code to}: the comm ends at the last colon before a pid and "
     * [".
     */
    private static void taskByPlugin(FieldCursor in, EventBatch batch, int row, int to) {
        int from = in.position();
        byte[] bytes = in.bytes();
        for (int colon = Math.min(to, from + FieldCursor.COMM_MAX); colon >= from; colon--) {
            int behindPid = colon + 1;
            while (bytes[behindPid] >= '0' && bytes[behindPid] <= '9') {
                behindPid++;
            }
            boolean pid = behindPid > colon + 1 && bytes[behindPid] == ' ' && bytes[behindPid + 1] == '[';
            if (bytes[colon] == ':' && pid) {
                in.moveTo(colon);
                batch.label[row] = in.since(from);
                in.moveTo(colon + 1);
                batch.code[row] = in.smallNumber();
                return;
            }
        }
        in.fail();
    }

    /** {@code sched_waking}, {@code sched_wakeup} and {@code sched_wakeup_new}. */
    static void wakeup(FieldCursor in, EventBatch batch, int row) {
        if (!in.accept(COMM)) {
            taskByPlugin(in, batch, row, in.end());
            in.toLast(TASK_CPU);
            in.expect(TASK_CPU);
            batch.peer[row] = in.cpu();
            return;
        }
        int comm = in.position();
        in.comm(PID);
        batch.label[row] = in.since(comm);
        in.expect(PID);
        batch.code[row] = in.smallNumber();
        in.expect(PRIO);
        in.skipNumber();
        if (in.accept(SUCCESS)) {
            in.skipNumber();
        }
        in.expect(TARGET_CPU);
        batch.peer[row] = in.cpu();
    }

    /** {@code comm=%s pid=%d prio=%d orig_cpu=%d dest_cpu=%d}. */
    static void migrate(FieldCursor in, EventBatch batch, int row) {
        in.expect(COMM);
        in.comm(PID);
        in.expect(PID);
        batch.code[row] = in.smallNumber();
        in.expect(PRIO);
        in.skipNumber();
        in.expect(ORIG_CPU);
        batch.reference[row] = in.cpu();
        in.expect(DEST_CPU);
        batch.peer[row] = in.cpu();
    }
}

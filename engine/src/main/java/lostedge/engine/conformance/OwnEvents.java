package lostedge.engine.conformance;

import lostedge.engine.conformance.verdict.FreeStep;
import lostedge.engine.conformance.verdict.FreeSteps;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.receiver.CallSlots.Call;
import lostedge.engine.receiver.Course;
import lostedge.engine.receiver.Receiver;

/** What a CPU does itself, told to it as a receiver. */
final class OwnEvents {
    private final CallNames names;
    private final FreeSteps free;
    private final boolean strict;

    OwnEvents(CallNames names, FreeSteps free, boolean strict) {
        this.names = names;
        this.free = free;
        this.strict = strict;
    }

    /** {@return whether the receiver explains its own event} */
    boolean explained(Receiver self, EventBatch batch, int row) {
        EventKind kind = batch.kindAt(row);
        long ns = batch.timestampNs[row];
        Course course = self.course();
        self.inbox().resends(ns);
        course.takesWhatIsDue(kind == EventKind.IRQ_HANDLER_ENTRY);
        return switch (kind) {
            case IRQ_HANDLER_ENTRY -> course.handlerBegins(ns);
            case IRQ_HANDLER_EXIT -> course.handlerEnds();
            case SOFTIRQ_ENTRY -> softirqBegins(course) && runs(course, batch, row);
            case SOFTIRQ_EXIT -> course.softirqEnds();
            case CSD_FUNCTION_ENTRY ->
                isOwnCopy(batch, row) || course.functionBegins(call(batch, row), batch.flags[row]);
            case CSD_FUNCTION_EXIT -> isOwnCopy(batch, row) || course.functionEnds(call(batch, row));
            case ENTINT_ENTRY -> course.enters(batch.code[row]);
            case ENTINT_EXIT -> course.returns();
            case HANDLE_IPI -> course.exchanges(batch.code[row]);
            case WRIPIR, EDGE_LOST, EDGE_LATCHED, IRQ_DISABLE, IRQ_ENABLE -> true;
            default -> {
                course.task(kind == EventKind.SCHED_SWITCH ? batch.code[row] : batch.pid[row]);
                yield runs(course, batch, row);
            }
        };
    }

    private static boolean runs(Course course, EventBatch batch, int row) {
        boolean schedules = batch.kindAt(row) == EventKind.SCHED_SWITCH;
        return course.runs(batch.flags[row], schedules, batch.timestampNs[row]);
    }

    private boolean softirqBegins(Course course) {
        if (course.softirqBegins(false)) {
            return true;
        }
        if (strict || !course.softirqBegins(true)) {
            return false;
        }
        free.count(FreeStep.SOFTIRQ_IN_TASK);
        return true;
    }

    /** {@return whether the function is the sender's own copy, which no queue held} */
    private static boolean isOwnCopy(EventBatch batch, int row) {
        return batch.reference[row] == 0;
    }

    private Call call(EventBatch batch, int row) {
        return names.call(batch, row);
    }
}

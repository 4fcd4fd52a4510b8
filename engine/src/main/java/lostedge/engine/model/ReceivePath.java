package lostedge.engine.model;

import static lostedge.engine.model.Microstep.CSD_UNLOCK;
import static lostedge.engine.model.Microstep.HALT;
import static lostedge.engine.model.Microstep.RUN_WAKEUPS;
import static lostedge.engine.model.Microstep.SCHEDULER_IPI;
import static lostedge.engine.model.Microstep.TAKE_QUEUE;
import static lostedge.engine.model.Microstep.XCHG_BITS;

import lostedge.engine.event.IpiMessage;
import lostedge.engine.model.IpiSystem.StepSink;
import lostedge.engine.state.ContextStack;
import lostedge.engine.state.Mailboxes;
import lostedge.engine.state.Receive;
import lostedge.engine.state.SystemState;

/**
 * The receiver's side: {@code handle_ipi} and {@code flush_smp_call_function_queue}, entered from an interrupt of type
 * 0, from the poll, from a drain, and in part from the idle loop.
 */
final class ReceivePath {
    private static final int RESCHEDULE = 1 << IpiMessage.RESCHEDULE.ordinal();
    private static final int CALL_FUNC = 1 << IpiMessage.CALL_FUNC.ordinal();

    private ReceivePath() {}

    // ---- What handle_ipi does next.

    static boolean steps(SystemState s, int cpu, Receive receive, StepSink sink) {
        return switch (receive) {
            case NONE, HALTED -> true;
            case XCHG -> sink.step(XCHG_BITS, cpu, 0);
            case RUN -> sink.step(next(s.mailboxes().ops(cpu)), cpu, 0);
            case FLUSH -> flush(s, cpu, sink);
        };
    }

    private static Microstep next(int ops) {
        if ((ops & RESCHEDULE) != 0) {
            return SCHEDULER_IPI;
        }
        return (ops & CALL_FUNC) != 0 ? TAKE_QUEUE : HALT;
    }

    /** Synchronous callbacks first, then the others, then the wake-ups. */
    private static boolean flush(SystemState s, int cpu, StepSink sink) {
        Mailboxes mailbox = s.mailboxes();
        boolean anySync = false;
        boolean any = false;
        for (int lane = 0; lane < mailbox.lanes(); lane++) {
            long taken = mailbox.taken(lane, cpu);
            any |= taken != 0;
            anySync |= (taken & mailbox.sync(lane, cpu)) != 0;
        }
        if (!any) {
            return sink.step(RUN_WAKEUPS, cpu, 0);
        }
        for (int lane = 0; lane < mailbox.lanes(); lane++) {
            long taken = mailbox.taken(lane, cpu);
            for (long rest = anySync ? taken & mailbox.sync(lane, cpu) : taken; rest != 0; rest &= rest - 1) {
                int source = Long.numberOfTrailingZeros(rest);
                if (!sink.step(CSD_UNLOCK, cpu, source + lane * SystemState.SOFTIRQ_CSD)) {
                    return false;
                }
            }
        }
        return true;
    }

    // ---- What each microstep does.

    static void xchgBits(SystemState s, int cpu, ContextStack stack) {
        int ops = s.mailboxes().bits(cpu);
        s.mailboxes().bits(cpu, 0);
        s.mailboxes().ops(cpu, ops);
        s.stack(cpu, stack.receiving(ops == 0 ? Receive.NONE : Receive.RUN));
    }

    static void schedulerIpi(SystemState s, int cpu, ContextStack stack) {
        done(s, cpu, stack, RESCHEDULE);
    }

    /** The idle loop's flush: no message was taken, so none is left when it ends. */
    static void takeQueue(SystemState s, int cpu, ContextStack stack) {
        ContextStack flushing = stack.receiving(Receive.FLUSH);
        s.stack(cpu, flushing);
        s.mailboxes().takeQueue(cpu);
        endFlush(s, cpu, flushing);
    }

    static void csdUnlock(SystemState s, int cpu, ContextStack stack, int source) {
        int lane = source / SystemState.SOFTIRQ_CSD;
        int sender = source % SystemState.SOFTIRQ_CSD;
        s.mailboxes().freeCsd(lane, sender, cpu);
        endFlush(s, cpu, stack);
    }

    static void runWakeups(SystemState s, int cpu, ContextStack stack) {
        s.mailboxes().wakesTaken(cpu, false);
        endFlush(s, cpu, stack);
    }

    private static void endFlush(SystemState s, int cpu, ContextStack stack) {
        if (s.mailboxes().flushed(cpu)) {
            done(s, cpu, stack, CALL_FUNC);
        }
    }

    private static void done(SystemState s, int cpu, ContextStack stack, int message) {
        int ops = s.mailboxes().ops(cpu);
        int left = ops & ~message;
        s.mailboxes().ops(cpu, left);
        Receive next = ops == 0 ? Receive.NONE : left == 0 ? Receive.XCHG : Receive.RUN;
        s.stack(cpu, stack.receiving(next));
    }
}

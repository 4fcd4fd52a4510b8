package lostedge.engine.model;

import static lostedge.engine.model.Microstep.CSD_UNLOCK;
import static lostedge.engine.model.Microstep.HALT;
import static lostedge.engine.model.Microstep.RUN_WAKEUPS;
import static lostedge.engine.model.Microstep.SCHEDULER_IPI;
import static lostedge.engine.model.Microstep.TAKE_QUEUE;
import static lostedge.engine.model.Microstep.XCHG_BITS;

import lostedge.engine.event.IpiMessage;
import lostedge.engine.model.IpiSystem.StepSink;
import lostedge.engine.model.SystemState.Receive;

/**
 * The receiver's side: {@code handle_ipi} and {@code flush_smp_call_function_queue}, entered from an interrupt of type
 * 0, from the poll, from a drain, and in part from the idle loop.
 */
final class ReceivePath {
    private static final int RESCHEDULE = 1 << IpiMessage.RESCHEDULE.ordinal();
    private static final int CALL_FUNC = 1 << IpiMessage.CALL_FUNC.ordinal();

    boolean steps(SystemState s, int cpu, StepSink sink) {
        return switch (s.receive(cpu)) {
            case NONE, HALTED -> true;
            case XCHG -> sink.step(XCHG_BITS, cpu, 0);
            case RUN -> sink.step(next(s.ops(cpu)), cpu, 0);
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
        boolean anySync = false;
        boolean any = false;
        for (int lane = 0; lane < s.lanes(); lane++) {
            long taken = s.taken(lane, cpu);
            any |= taken != 0;
            anySync |= s.sync(lane, cpu, taken) != 0;
        }
        if (!any) {
            return sink.step(RUN_WAKEUPS, cpu, 0);
        }
        for (int lane = 0; lane < s.lanes(); lane++) {
            long taken = s.taken(lane, cpu);
            for (long rest = anySync ? s.sync(lane, cpu, taken) : taken; rest != 0; rest &= rest - 1) {
                int source = Long.numberOfTrailingZeros(rest);
                if (!sink.step(CSD_UNLOCK, cpu, source + lane * SystemState.SOFTIRQ_CSD)) {
                    return false;
                }
            }
        }
        return true;
    }

    void xchgBits(SystemState s, int cpu) {
        int ops = s.bits(cpu);
        s.bits(cpu, 0);
        s.ops(cpu, ops);
        s.receive(cpu, ops == 0 ? Receive.NONE : Receive.RUN);
    }

    void schedulerIpi(SystemState s, int cpu) {
        done(s, cpu, RESCHEDULE);
    }

    void halt(SystemState s, int cpu) {
        s.receive(cpu, Receive.HALTED);
    }

    void takeQueue(SystemState s, int cpu) {
        s.receive(cpu, Receive.FLUSH);
        s.takeQueue(cpu);
        endFlush(s, cpu);
    }

    /** The idle loop's flush: no message was taken, so none is left when it ends. */
    void idleFlush(SystemState s, int cpu) {
        takeQueue(s, cpu);
    }

    void csdUnlock(SystemState s, int cpu, int source) {
        int lane = source / SystemState.SOFTIRQ_CSD;
        int sender = source % SystemState.SOFTIRQ_CSD;
        s.freeCsd(lane, sender, cpu);
        endFlush(s, cpu);
    }

    void runWakeups(SystemState s, int cpu) {
        s.wakesTaken(cpu, false);
        endFlush(s, cpu);
    }

    private static void endFlush(SystemState s, int cpu) {
        boolean left = s.wakesTaken(cpu);
        for (int lane = 0; lane < s.lanes(); lane++) {
            left |= s.taken(lane, cpu) != 0;
        }
        if (!left) {
            done(s, cpu, CALL_FUNC);
        }
    }

    private static void done(SystemState s, int cpu, int message) {
        int ops = s.ops(cpu);
        int left = ops & ~message;
        s.ops(cpu, left);
        if (ops == 0) {
            s.receive(cpu, Receive.NONE);
        } else {
            s.receive(cpu, left == 0 ? Receive.XCHG : Receive.RUN);
        }
    }
}

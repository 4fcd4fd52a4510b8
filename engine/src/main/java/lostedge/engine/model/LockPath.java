package lostedge.engine.model;

import static lostedge.engine.model.Microstep.DRAIN_READ;
import static lostedge.engine.model.Microstep.DRAIN_RESTORE;
import static lostedge.engine.model.Microstep.DRAIN_SAVE;
import static lostedge.engine.model.Microstep.TRY_LOCK;
import static lostedge.engine.model.Microstep.UNLOCK;

import lostedge.engine.model.IpiSystem.StepSink;
import lostedge.engine.state.ContextStack;
import lostedge.engine.state.Point;
import lostedge.engine.state.Receive;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.IpiLock;

/** The IPI lock around a send, {@code alpha_smp_ipi_lock}, and {@code alpha_drain_ipi} while others hold it. */
final class LockPath {
    private final int cpus;
    private final boolean spins;
    /** Whether a drain reads the bits before it turns interrupts off. */
    private final boolean readsFirst;

    LockPath(Configuration configuration) {
        cpus = configuration.cpus();
        spins = configuration.kernel().lock() == IpiLock.SPIN;
        readsFirst = configuration.kernel().drainReads() == DrainReads.IRQS_ON;
    }

    // ---- What the send does next.

    /** Offers what a send that is at the lock does next. */
    boolean steps(SystemState s, int cpu, ContextStack stack, Point point, StepSink sink) {
        return switch (point) {
            case TRY_LOCK -> spins && s.lockOwner() >= 0 || sink.step(TRY_LOCK, cpu, 0);
            case DRAIN_READ -> drainReads(cpu, stack, sink);
            case DRAIN_SAVE -> sink.step(DRAIN_SAVE, cpu, 0);
            case DRAIN_RESTORE -> sink.step(DRAIN_RESTORE, cpu, 0);
            case UNLOCK -> sink.step(UNLOCK, cpu, 0);
            default -> throw new IllegalArgumentException("not at the lock: " + point);
        };
    }

    private boolean drainReads(int cpu, ContextStack stack, StepSink sink) {
        if (!sink.step(DRAIN_READ, cpu, cpu)) {
            return false;
        }
        boolean mayMigrate = readsFirst && stack.context() == SystemState.TASK && !stack.irqsOff();
        for (int other = 0; mayMigrate && other < cpus; other++) {
            if (other != cpu && !sink.step(DRAIN_READ, cpu, other)) {
                return false;
            }
        }
        return true;
    }

    // ---- What each microstep does.

    void tryLock(SystemState s, int cpu, int context) {
        if (s.lockOwner() < 0) {
            s.lock(cpu, context);
            s.sends().point(cpu, context, Point.ENQUEUE);
        } else {
            s.sends().point(cpu, context, readsFirst ? Point.DRAIN_READ : Point.DRAIN_SAVE);
        }
    }

    void drainSave(SystemState s, int cpu, ContextStack stack) {
        if (readsFirst) {
            s.stack(cpu, stack.receiving(Receive.XCHG));
        }
        s.sends().point(cpu, stack.context(), readsFirst ? Point.DRAIN_RESTORE : Point.DRAIN_READ);
    }

    void drainRead(SystemState s, int cpu, ContextStack stack, int read) {
        boolean any = s.mailboxes().bits(read) != 0;
        if (readsFirst) {
            s.sends().point(cpu, stack.context(), any ? Point.DRAIN_SAVE : Point.TRY_LOCK);
        } else {
            if (any) {
                s.stack(cpu, stack.receiving(Receive.XCHG));
            }
            s.sends().point(cpu, stack.context(), Point.DRAIN_RESTORE);
        }
    }

    static void unlock(SystemState s, int cpu, int context) {
        s.unlock();
        s.sends().point(cpu, context, Point.IDLE);
    }
}

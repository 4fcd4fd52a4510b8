package lostedge.engine.model;

import static lostedge.engine.model.Microstep.CSD_WAIT;
import static lostedge.engine.model.Microstep.ENQUEUE;
import static lostedge.engine.model.Microstep.RESEND;
import static lostedge.engine.model.Microstep.SET_BIT;
import static lostedge.engine.model.Microstep.WRIPIR;

import lostedge.engine.model.IpiSystem.StepSink;
import lostedge.engine.state.ContextStack;
import lostedge.engine.state.Csd;
import lostedge.engine.state.Point;
import lostedge.engine.state.Send;
import lostedge.engine.state.SendStage;
import lostedge.engine.state.Sends;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;

/** The sender's side: {@code smp_call_function_many} and {@code send_ipi_message}. */
final class SendPath {
    private final Hardware hardware;
    private final boolean resend;
    private final LockPath lockPath;

    SendPath(Configuration configuration, LockPath lockPath) {
        hardware = configuration.hardware();
        resend = configuration.kernel().resend();
        this.lockPath = lockPath;
    }

    // ---- What the send does next.

    boolean steps(SystemState s, int cpu, ContextStack stack, SendStage stage, StepSink sink) {
        int context = stack.context();
        return switch (stage.point()) {
            case IDLE -> true;
            case TRY_LOCK, DRAIN_READ, DRAIN_SAVE, DRAIN_RESTORE, UNLOCK ->
                lockPath.steps(s, cpu, stack, stage.point(), sink);
            case ENQUEUE -> enqueues(s, cpu, context, stage.send() == Send.CALL, sink);
            case SET_BITS -> each(SET_BIT, s.sends().needIpi(cpu, context), cpu, sink);
            case WRIPIR -> each(WRIPIR, s.sends().toDo(cpu, context), cpu, sink);
            case WAIT -> !allReleased(s, cpu, context) || sink.step(CSD_WAIT, cpu, 0);
        };
    }

    /** What the csd-lock watchdog may do to a send that waits. */
    boolean watchdog(SystemState s, int cpu, int context, StepSink sink) {
        if (!resend || s.point(cpu, context) != Point.WAIT) {
            return true;
        }
        for (long rest = s.targets(cpu, context); rest != 0; rest &= rest - 1) {
            int target = Long.numberOfTrailingZeros(rest);
            if (s.csd(context, cpu, target) != Csd.FREE && !sink.step(RESEND, cpu, target)) {
                return false;
            }
        }
        return true;
    }

    /** A wake-up has no csd to wait for: a task that is being woken is in no queue. */
    private static boolean enqueues(SystemState s, int cpu, int context, boolean isCall, StepSink sink) {
        for (long rest = s.sends().toDo(cpu, context); rest != 0; rest &= rest - 1) {
            int target = Long.numberOfTrailingZeros(rest);
            boolean free = !isCall || s.csd(context, cpu, target) == Csd.FREE;
            if (free && !sink.step(ENQUEUE, cpu, target)) {
                return false;
            }
        }
        return true;
    }

    private static boolean each(Microstep microstep, long targets, int cpu, StepSink sink) {
        for (long rest = targets; rest != 0; rest &= rest - 1) {
            if (!sink.step(microstep, cpu, Long.numberOfTrailingZeros(rest))) {
                return false;
            }
        }
        return true;
    }

    private static boolean allReleased(SystemState s, int cpu, int context) {
        for (long rest = s.targets(cpu, context); rest != 0; rest &= rest - 1) {
            if (s.csd(context, cpu, Long.numberOfTrailingZeros(rest)) != Csd.FREE) {
                return false;
            }
        }
        return true;
    }

    // ---- What each microstep does.

    static void call(SystemState s, int cpu, int context, long mask, boolean wait, Point first) {
        s.sends().begin(cpu, context, Send.CALL, first, wait, mask, 0);
    }

    static void wake(SystemState s, int cpu, int context, int target) {
        s.sends().begin(cpu, context, Send.WAKE, Point.ENQUEUE, false, 1L << target, 0);
    }

    static void message(SystemState s, int cpu, int context, Send send, long mask) {
        s.sends().begin(cpu, context, send, Point.SET_BITS, false, mask, mask);
    }

    static void enqueue(SystemState s, int cpu, int context, int target) {
        Sends sends = s.sends();
        SendStage stage = sends.stage(cpu, context);
        boolean wasEmpty = s.mailboxes().queueEmpty(target);
        if (stage.send() == Send.CALL) {
            s.mailboxes().queueCsd(context, cpu, target, stage.marksSync());
        } else {
            s.mailboxes().wakesQueued(target, true);
        }
        long bit = 1L << target;
        long low = sends.low(cpu, context) & (wasEmpty ? -1 : ~bit);
        long high = sends.high(cpu, context) | bit;
        sends.targets(cpu, context, low, high);
        if (low == 0) {
            sent(s, cpu, context, stage);
        } else if ((low & ~high) == 0) {
            sends.stage(cpu, context, stage.at(Point.SET_BITS));
        }
    }

    static void setBit(SystemState s, int cpu, int context, int target) {
        Sends sends = s.sends();
        SendStage stage = sends.stage(cpu, context);
        s.mailboxes().bits(target, s.mailboxes().bits(target) | stage.send().bit());
        long low = sends.low(cpu, context);
        long high = sends.high(cpu, context) & ~(1L << target);
        sends.targets(cpu, context, low, high);
        if ((low & high) == 0) {
            sends.stage(cpu, context, stage.at(Point.WRIPIR));
        }
    }

    boolean mayLose(SystemState s, int target) {
        return hardware.loses(s.inEntInt(target), s.atIpl7(target));
    }

    void wripir(SystemState s, int cpu, int context, int target) {
        if (!mayLose(s, target)) {
            s.mailboxes().edge(target, true);
        }
        Sends sends = s.sends();
        long bit = 1L << target;
        long low = sends.low(cpu, context) & ~bit;
        sends.targets(cpu, context, low, sends.high(cpu, context) | bit);
        if (low == 0) {
            sent(s, cpu, context, sends.stage(cpu, context));
        }
    }

    static void forgoIpi(SystemState s, int cpu, int context) {
        s.sends().targets(cpu, context, 0, s.targets(cpu, context));
        sent(s, cpu, context, s.stage(cpu, context));
    }

    /** Drops targets that no step of the send looks at any more, and ends a wait that is over. */
    static void forgetReleased(SystemState s, int cpu, int context) {
        Sends sends = s.sends();
        SendStage stage = sends.stage(cpu, context);
        if (stage.send() != Send.CALL || stage.point().compareTo(Point.ENQUEUE) < 0) {
            return;
        }
        long low = sends.low(cpu, context);
        long high = sends.high(cpu, context);
        for (long rest = high & ~low; rest != 0; rest &= rest - 1) {
            int target = Long.numberOfTrailingZeros(rest);
            if (!stage.waits() || s.csd(context, cpu, target) == Csd.FREE) {
                high &= ~(1L << target);
            }
        }
        sends.targets(cpu, context, low, high);
        if (stage.point() == Point.WAIT && high == 0) {
            end(s, cpu, context);
        }
    }

    private static void sent(SystemState s, int cpu, int context, SendStage stage) {
        if (stage.waits()) {
            s.sends().stage(cpu, context, stage.at(Point.WAIT));
        } else {
            end(s, cpu, context);
        }
    }

    static void resend(SystemState s, int cpu, int context, int target) {
        s.sends().targets(cpu, context, 1L << target, s.sends().high(cpu, context));
        s.sends().point(cpu, context, Point.SET_BITS);
    }

    static void end(SystemState s, int cpu, int context) {
        Point point = s.holdsLock(cpu, context) ? Point.UNLOCK : Point.IDLE;
        s.sends().begin(cpu, context, Send.CALL, point, false, 0, 0);
    }
}

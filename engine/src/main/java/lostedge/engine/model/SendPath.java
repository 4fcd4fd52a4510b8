package lostedge.engine.model;

import static lostedge.engine.model.Microstep.CSD_WAIT;
import static lostedge.engine.model.Microstep.ENQUEUE;
import static lostedge.engine.model.Microstep.RESEND;
import static lostedge.engine.model.Microstep.SET_BIT;
import static lostedge.engine.model.Microstep.WRIPIR;

import lostedge.engine.model.IpiSystem.StepSink;
import lostedge.engine.model.SystemState.Csd;
import lostedge.engine.model.SystemState.Point;
import lostedge.engine.model.SystemState.Send;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;

/**
 * The sender's side: {@code smp_call_function_many} and {@code send_ipi_message}.
 *
 * <p>A target of a send is, by its bits in {@code low} and {@code high}: to be queued (low); queued and served by an
 * earlier IPI (high); queued and in need of an IPI (both); and once all are queued, with its bit set (low), then with
 * its {@code wripir} issued (high).
 */
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
        return switch (stage.point) {
            case IDLE -> true;
            case TRY_LOCK, DRAIN_READ, DRAIN_SAVE, DRAIN_RESTORE, UNLOCK ->
                lockPath.steps(s, cpu, stack, stage.point, sink);
            case ENQUEUE -> enqueues(s, cpu, context, stage.send == Send.CALL, sink);
            case SET_BITS -> each(SET_BIT, s.low(cpu, context) & s.high(cpu, context), cpu, sink);
            case WRIPIR -> each(WRIPIR, s.low(cpu, context) & ~s.high(cpu, context), cpu, sink);
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
        long toDo = Field.absolute(s.low(cpu, context) & ~s.high(cpu, context), cpu);
        for (long rest = toDo; rest != 0; rest &= rest - 1) {
            int target = Long.numberOfTrailingZeros(rest);
            boolean free = !isCall || s.csd(context, cpu, target) == Csd.FREE;
            if (free && !sink.step(ENQUEUE, cpu, target)) {
                return false;
            }
        }
        return true;
    }

    private static boolean each(Microstep microstep, long others, int cpu, StepSink sink) {
        for (long rest = Field.absolute(others, cpu); rest != 0; rest &= rest - 1) {
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
        begin(s, cpu, context, Send.CALL, first, Field.others(mask, cpu), 0, wait);
    }

    static void wake(SystemState s, int cpu, int context, int target) {
        begin(s, cpu, context, Send.WAKE, Point.ENQUEUE, Field.bit(target, cpu), 0, false);
    }

    static void message(SystemState s, int cpu, int context, Send send, long mask) {
        long others = Field.others(mask, cpu);
        begin(s, cpu, context, send, Point.SET_BITS, others, others, false);
    }

    private static void begin(
            SystemState s, int cpu, int context, Send send, Point point, long low, long high, boolean wait) {
        s.targets(cpu, context, low, high);
        s.stage(cpu, context, s.layout().stages.begin(send, point, wait));
    }

    static void enqueue(SystemState s, int cpu, int context, int target) {
        SendStage stage = s.stage(cpu, context);
        boolean wasEmpty = s.mailbox().queueEmpty(target);
        if (stage.send == Send.CALL) {
            s.mailbox().queueCsd(context, cpu, target, stage.waits);
        } else {
            s.mailbox().wakesQueued(target, true);
        }
        long bit = Field.bit(target, cpu);
        long low = wasEmpty ? s.low(cpu, context) : s.low(cpu, context) & ~bit;
        long high = s.high(cpu, context) | bit;
        s.targets(cpu, context, low, high);
        if (low == 0) {
            sent(s, cpu, context, stage);
        } else if ((low & ~high) == 0) {
            s.stage(cpu, context, stage.at(Point.SET_BITS));
        }
    }

    static void setBit(SystemState s, int cpu, int context, int target) {
        SendStage stage = s.stage(cpu, context);
        s.mailbox().bits(target, s.mailbox().bits(target) | stage.send.bit());
        long low = s.low(cpu, context);
        long high = s.high(cpu, context) & ~Field.bit(target, cpu);
        s.targets(cpu, context, low, high);
        if ((low & high) == 0) {
            s.stage(cpu, context, stage.at(Point.WRIPIR));
        }
    }

    boolean mayLose(SystemState s, int target) {
        return hardware.loses(s.inEntInt(target), s.atIpl7(target));
    }

    void wripir(SystemState s, int cpu, int context, int target) {
        if (!mayLose(s, target)) {
            s.mailbox().edge(target, true);
        }
        long bit = Field.bit(target, cpu);
        long low = s.low(cpu, context) & ~bit;
        s.targets(cpu, context, low, s.high(cpu, context) | bit);
        if (low == 0) {
            sent(s, cpu, context, s.stage(cpu, context));
        }
    }

    static void forgoIpi(SystemState s, int cpu, int context) {
        s.targets(cpu, context, 0, s.low(cpu, context) | s.high(cpu, context));
        sent(s, cpu, context, s.stage(cpu, context));
    }

    /** Drops targets that no step of the send looks at any more, and ends a wait that is over. */
    static void forgetReleased(SystemState s, int cpu, int context) {
        SendStage stage = s.stage(cpu, context);
        if (stage.send != Send.CALL || stage.point.compareTo(Point.ENQUEUE) < 0) {
            return;
        }
        long low = s.low(cpu, context);
        long high = s.high(cpu, context);
        for (long rest = Field.absolute(high & ~low, cpu); rest != 0; rest &= rest - 1) {
            int target = Long.numberOfTrailingZeros(rest);
            if (!stage.waits || s.csd(context, cpu, target) == Csd.FREE) {
                high &= ~Field.bit(target, cpu);
            }
        }
        s.targets(cpu, context, low, high);
        if (stage.point == Point.WAIT && high == 0) {
            end(s, cpu, context);
        }
    }

    private static void sent(SystemState s, int cpu, int context, SendStage stage) {
        if (stage.waits) {
            s.stage(cpu, context, stage.at(Point.WAIT));
        } else {
            end(s, cpu, context);
        }
    }

    static void resend(SystemState s, int cpu, int context, int target) {
        s.targets(cpu, context, Field.bit(target, cpu), s.high(cpu, context));
        s.point(cpu, context, Point.SET_BITS);
    }

    static void end(SystemState s, int cpu, int context) {
        Point point = s.holdsLock(cpu, context) ? Point.UNLOCK : Point.IDLE;
        begin(s, cpu, context, Send.CALL, point, 0, 0, false);
    }
}

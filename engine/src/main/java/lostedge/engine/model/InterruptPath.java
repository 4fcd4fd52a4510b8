package lostedge.engine.model;

import static lostedge.engine.model.Microstep.ENTER_INTERRUPT;
import static lostedge.engine.model.Microstep.IRQ_EXIT;
import static lostedge.engine.model.Microstep.IRQ_RESTORE;
import static lostedge.engine.model.Microstep.POLL_READ;
import static lostedge.engine.model.Microstep.RTI;
import static lostedge.engine.model.Microstep.RUN_HANDLER;
import static lostedge.engine.model.Microstep.SOFTIRQ_BEGIN;
import static lostedge.engine.model.Microstep.SOFTIRQ_END;

import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.IpiSystem.StepSink;
import lostedge.engine.state.ContextStack;
import lostedge.engine.state.Frame;
import lostedge.engine.state.Receive;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.KernelVariant.RtcBracket;
import org.jspecify.annotations.Nullable;

/**
 * {@code do_entInt}: handler, poll, {@code irq_exit} with its softirq window, return. An interrupt taken in the softirq
 * window is nested; its own {@code irq_exit} is not the outermost and runs no softirqs.
 */
final class InterruptPath {
    private static final int IPI = InterruptKind.IPI.ordinal();
    private static final int RTC = InterruptKind.RTC.ordinal();

    private final int[] recurring;
    private final boolean poll;
    private final boolean rtcIsBracketedInside;
    private final boolean softirqs;

    InterruptPath(Configuration configuration) {
        recurring = configuration.interrupts().stream()
                .mapToInt(InterruptKind::ordinal)
                .toArray();
        poll = configuration.kernel().poll();
        rtcIsBracketedInside = poll && configuration.kernel().bracket() == RtcBracket.INNER;
        softirqs = configuration.callers().softirqs() != Softirqs.NONE;
    }

    /** What the program does next if neither {@code handle_ipi} nor a send is under way; null in a base context. */
    static @Nullable Microstep next(ContextStack stack) {
        return switch (stack.innermost()) {
            case NONE -> stack.irqsOff() ? IRQ_RESTORE : null;
            case BODY, INNER_BODY -> RUN_HANDLER;
            case POLL, INNER_POLL -> POLL_READ;
            case SOFTIRQ, INNER_SOFTIRQ -> SOFTIRQ_END;
            case INNER_EXIT -> IRQ_EXIT;
            case EXIT, INNER_RETURN -> RTI;
        };
    }

    /** Offers the interrupts the CPU may take now. */
    boolean interrupts(SystemState s, int cpu, StepSink sink) {
        if (s.atIpl7(cpu)) {
            return true;
        }
        if (s.edge(cpu) && !sink.step(ENTER_INTERRUPT, cpu, IPI)) {
            return false;
        }
        for (int kind : recurring) {
            if (!sink.step(ENTER_INTERRUPT, cpu, kind)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the CPU is in a handler, which may still send. */
    static boolean inHandler(ContextStack stack) {
        return stack.innermost() == Frame.BODY || stack.innermost() == Frame.INNER_BODY;
    }

    /** Softirqs may begin in the outermost {@code irq_exit}, and again after others have ended there. */
    boolean softirqs(ContextStack stack, int cpu, StepSink sink) {
        boolean mayBegin = softirqs && stack.depth() == 1 && stack.atIrqExit();
        return !mayBegin || sink.step(SOFTIRQ_BEGIN, cpu, 0);
    }

    // ---- What each microstep does.

    void enter(SystemState s, int cpu, ContextStack stack, int kind) {
        if (kind == IPI) {
            s.mailboxes().edge(cpu, false);
            s.stack(cpu, stack.entered(Frame.EXIT).receiving(Receive.XCHG));
        } else {
            s.stack(cpu, stack.entered(kind == RTC && rtcIsBracketedInside ? Frame.INNER_BODY : Frame.BODY));
        }
    }

    ContextStack runHandler(ContextStack stack) {
        boolean inner = stack.innermost() == Frame.INNER_BODY;
        return stack.at(inner ? Frame.INNER_EXIT : poll ? Frame.POLL : Frame.EXIT);
    }

    static void pollRead(SystemState s, int cpu, ContextStack stack) {
        ContextStack past = stack.at(stack.innermost() == Frame.POLL ? Frame.EXIT : Frame.INNER_RETURN);
        s.stack(cpu, s.mailboxes().bits(cpu) == 0 ? past : past.receiving(Receive.XCHG));
    }

    static ContextStack softirqBegin(ContextStack stack) {
        return stack.at(stack.innermost() == Frame.EXIT ? Frame.SOFTIRQ : Frame.INNER_SOFTIRQ);
    }

    static ContextStack softirqEnd(ContextStack stack) {
        return stack.at(stack.innermost() == Frame.SOFTIRQ ? Frame.EXIT : Frame.INNER_EXIT);
    }
}

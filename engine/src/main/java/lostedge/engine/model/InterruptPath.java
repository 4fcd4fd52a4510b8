package lostedge.engine.model;

import static lostedge.engine.model.Microstep.ENTER_INTERRUPT;
import static lostedge.engine.model.Microstep.IRQ_EXIT;
import static lostedge.engine.model.Microstep.POLL_READ;
import static lostedge.engine.model.Microstep.RTI;
import static lostedge.engine.model.Microstep.RUN_HANDLER;
import static lostedge.engine.model.Microstep.SOFTIRQ_BEGIN;
import static lostedge.engine.model.Microstep.SOFTIRQ_END;

import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.IpiSystem.StepSink;
import lostedge.engine.model.SystemState.Receive;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.KernelVariant.RtcBracket;

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

    boolean steps(SystemState s, int cpu, StepSink sink) {
        return switch (s.innermostFrame(cpu)) {
            case NONE -> true;
            case BODY, INNER_BODY -> sink.step(RUN_HANDLER, cpu, 0);
            case POLL, INNER_POLL -> sink.step(POLL_READ, cpu, 0);
            case EXIT, INNER_RETURN -> sink.step(RTI, cpu, 0);
            case INNER_EXIT -> sink.step(IRQ_EXIT, cpu, 0);
            case SOFTIRQ, INNER_SOFTIRQ -> sink.step(SOFTIRQ_END, cpu, 0);
        };
    }

    /** Whether the CPU is in a handler, which may still send. */
    boolean inHandler(SystemState s, int cpu) {
        Frame frame = s.innermostFrame(cpu);
        return frame == Frame.BODY || frame == Frame.INNER_BODY;
    }

    /** Softirqs may begin in the outermost {@code irq_exit}, and again after others have ended there. */
    boolean softirqs(SystemState s, int cpu, StepSink sink) {
        Frame frame = s.innermostFrame(cpu);
        boolean mayBegin = softirqs && s.depth(cpu) == 1 && (frame == Frame.EXIT || frame == Frame.INNER_EXIT);
        return !mayBegin || sink.step(SOFTIRQ_BEGIN, cpu, 0);
    }

    void enter(SystemState s, int cpu, int kind) {
        int level = s.depth(cpu);
        if (kind == IPI) {
            s.edge(cpu, false);
            s.receive(cpu, Receive.XCHG);
            s.frame(cpu, level, Frame.EXIT);
        } else {
            s.frame(cpu, level, kind == RTC && rtcIsBracketedInside ? Frame.INNER_BODY : Frame.BODY);
        }
    }

    void runHandler(SystemState s, int cpu) {
        boolean inner = s.innermostFrame(cpu) == Frame.INNER_BODY;
        goTo(s, cpu, inner ? Frame.INNER_EXIT : poll ? Frame.POLL : Frame.EXIT);
    }

    void pollRead(SystemState s, int cpu) {
        if (s.bits(cpu) != 0) {
            s.receive(cpu, Receive.XCHG);
        }
        goTo(s, cpu, s.innermostFrame(cpu) == Frame.POLL ? Frame.EXIT : Frame.INNER_RETURN);
    }

    void irqExit(SystemState s, int cpu) {
        goTo(s, cpu, Frame.INNER_POLL);
    }

    void softirqBegin(SystemState s, int cpu) {
        goTo(s, cpu, s.innermostFrame(cpu) == Frame.EXIT ? Frame.SOFTIRQ : Frame.INNER_SOFTIRQ);
    }

    void softirqEnd(SystemState s, int cpu) {
        goTo(s, cpu, s.innermostFrame(cpu) == Frame.SOFTIRQ ? Frame.EXIT : Frame.INNER_EXIT);
    }

    void rti(SystemState s, int cpu) {
        goTo(s, cpu, Frame.NONE);
    }

    private static void goTo(SystemState s, int cpu, Frame frame) {
        s.frame(cpu, s.depth(cpu) - 1, frame);
    }
}

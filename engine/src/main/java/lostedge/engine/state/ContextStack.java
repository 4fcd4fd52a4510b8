package lostedge.engine.state;

import java.util.Arrays;
import java.util.List;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a CPU's stack: a task with interrupts on or off, at most two interrupts above it, and on top
 * {@code handle_ipi}, if it runs. There is one instance for each stack that can occur, found by a code of a few bits,
 * so one look at a state tells all of it.
 */
public final class ContextStack {
    /** Stands for this stack in a packed state; 0 is a task with interrupts on and nothing above it. */
    final int code;

    final Frame outer;
    final Frame innermost;
    final Receive receive;
    final boolean irqsOff;

    /** The stacks one change leads to, by what it changes to; null where they do not occur. */
    private final @Nullable ContextStack[] receiving = new ContextStack[Receive.values().length];

    private final @Nullable ContextStack[] entered = new ContextStack[Frame.values().length];
    private final @Nullable ContextStack[] at = new ContextStack[Frame.values().length];
    private final @Nullable ContextStack[] withIrqs = new ContextStack[2];

    private final int depth;
    private final int context;
    /** Whether it is at IPL 7 whatever its innermost context sends. */
    private final boolean masked;

    private ContextStack(Codes codes, int code) {
        this.code = code;
        outer = codes.frame(code, 0);
        Frame nested = codes.frame(code, 1);
        innermost = nested == Frame.NONE ? outer : nested;
        irqsOff = (code >>> codes.irqsOff & 1) != 0;
        receive = Receive.of(code >>> codes.receive);
        depth = outer == Frame.NONE ? 0 : nested == Frame.NONE ? 1 : 2;
        if (depth == 0) {
            context = SystemState.TASK;
        } else {
            context = innermost.isSoftirq() ? SystemState.SOFTIRQ : SystemState.INTERRUPT;
        }
        masked = context == SystemState.INTERRUPT || receive != Receive.NONE || context == SystemState.TASK && irqsOff;
    }

    /**
     * {@return the innermost context: {@link SystemState#TASK}, {@link SystemState#SOFTIRQ} or
     * {@link SystemState#INTERRUPT}}
     */
    public int context() {
        return context;
    }

    /** {@return how many interrupts there are, 0 to 2} */
    public int depth() {
        return depth;
    }

    /** {@return how far {@code handle_ipi} has come; only one instance can run} */
    public Receive receive() {
        return receive;
    }

    /** {@return whether the task has interrupts off by {@code local_irq_save}} */
    public boolean irqsOff() {
        return irqsOff;
    }

    /** {@return whether the innermost interrupt is at its {@code irq_exit}} */
    public boolean atIrqExit() {
        return innermost == Frame.EXIT || innermost == Frame.INNER_EXIT;
    }

    /** {@return whether softirqs run, be it under a nested interrupt} */
    public boolean softirqsRun() {
        return outer.isSoftirq();
    }

    /** {@return whether it is at IPL 7, its innermost context having a send at a stage} */
    public boolean atIpl7(SendStage stage) {
        return masked || stage.masks;
    }

    /** {@return the point the innermost interrupt has reached} */
    public Frame innermost() {
        return innermost;
    }

    // ---- Other stacks.

    /** {@return the stack with {@code handle_ipi} at another point} */
    public ContextStack receiving(Receive other) {
        return occurring(receiving[other.ordinal()]);
    }

    /** {@return the stack whose task has interrupts off, or on} */
    public ContextStack withIrqsOff(boolean off) {
        return occurring(withIrqs[off ? 0 : 1]);
    }

    /** {@return the stack with one more interrupt} */
    public ContextStack entered(Frame frame) {
        return occurring(entered[frame.ordinal()]);
    }

    /** {@return the stack with its innermost interrupt at another point, or without it} */
    public ContextStack at(Frame frame) {
        return occurring(at[frame.ordinal()]);
    }

    @SuppressWarnings("NullAway") // no step leads to a stack that does not occur
    private static ContextStack occurring(@Nullable ContextStack stack) {
        return stack;
    }

    /** The stacks that occur in a configuration, each with its code: frames, the outer one's lowest; then the rest. */
    static final class Codes {
        /** How many bits a code takes. */
        final int width;

        private final List<Frame> frames;
        private final int frameBits;
        private final int irqsOff;
        private final int receive;
        private final int[] codeOf = new int[Frame.values().length];
        /** By code; null where none occurs. */
        private final @Nullable ContextStack[] stacks;

        Codes(Configuration configuration) {
            frames = Arrays.asList(Frame.of(configuration));
            frames.forEach(frame -> codeOf[frame.ordinal()] = frames.indexOf(frame));
            frameBits = StateLayout.width(frames.size());
            boolean nests = configuration.callers().softirqs() != Softirqs.NONE;
            irqsOff = nests ? 2 * frameBits : frameBits;
            receive = irqsOff + 1;
            width = receive + (configuration.callers().stops() ? 3 : 2);
            stacks = new ContextStack[1 << width];
            for (int code = 0; code < stacks.length; code++) {
                stacks[code] = occurs(code) ? new ContextStack(this, code) : null;
            }
            for (ContextStack stack : stacks) {
                if (stack != null) {
                    link(stack);
                }
            }
        }

        /** The one with a code; codes of those that do not occur stand in no state. */
        @SuppressWarnings("NullAway")
        ContextStack of(int code) {
            return stacks[code];
        }

        private void link(ContextStack stack) {
            int code = stack.code;
            for (Receive other : Receive.values()) {
                int changed = code & (1 << receive) - 1 | other.ordinal() << receive;
                stack.receiving[other.ordinal()] = changed < stacks.length ? stacks[changed] : null;
            }
            stack.withIrqs[0] = stacks[code | 1 << irqsOff];
            stack.withIrqs[1] = stacks[code & ~(1 << irqsOff)];
            for (Frame frame : frames) {
                boolean mayEnter = stack.depth < (irqsOff > frameBits ? 2 : 1);
                stack.entered[frame.ordinal()] = mayEnter ? stacks[with(code, stack.depth, frame)] : null;
                stack.at[frame.ordinal()] = stack.depth > 0 ? stacks[with(code, stack.depth - 1, frame)] : null;
            }
        }

        private boolean occurs(int code) {
            return level(code, 0) < frames.size()
                    && level(code, 1) < frames.size()
                    && code >>> receive < Receive.values().length;
        }

        private int level(int code, int level) {
            int bits = code & (1 << irqsOff) - 1;
            return bits >>> level * frameBits & (1 << frameBits) - 1;
        }

        private Frame frame(int code, int level) {
            return frames.get(level(code, level));
        }

        private int with(int code, int level, Frame frame) {
            int shift = level * frameBits;
            return code & ~((1 << frameBits) - 1 << shift) | codeOf[frame.ordinal()] << shift;
        }
    }
}

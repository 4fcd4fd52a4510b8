package lostedge.engine.model;

/** The interrupts on a CPU's stack and the context they make: a task under at most two interrupts. */
final class ContextStack {
    final Frame outer;
    final Frame innermost;
    /** How many interrupts there are. */
    final int depth;
    /** {@link SystemState#TASK}, {@link SystemState#SOFTIRQ} or {@link SystemState#INTERRUPT}. */
    final int context;

    ContextStack(Frame outer, Frame nested) {
        this.outer = outer;
        innermost = nested == Frame.NONE ? outer : nested;
        depth = outer == Frame.NONE ? 0 : nested == Frame.NONE ? 1 : 2;
        if (depth == 0) {
            context = SystemState.TASK;
        } else {
            context = innermost.isSoftirq() ? SystemState.SOFTIRQ : SystemState.INTERRUPT;
        }
    }
}

package lostedge.engine.belief;

import static lostedge.engine.belief.ReceiverSystem.RECEIVER;

import java.util.Set;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.Csd;
import lostedge.engine.state.Point;
import lostedge.engine.state.Receive;
import lostedge.engine.state.SystemState;

/** What an event asks of a state. Conditions are values: equal ones hold in the same states. */
public interface Condition {
    /** Stands for the wake-ups where a slot is meant. */
    int WAKE_UPS = -1;

    /** {@return whether it holds} */
    boolean holds(ReceiverSystem machine, SystemState state);

    /** An event with these context flags may be recorded on the receiver. */
    record Flagged(boolean hardInterrupt, boolean softirq, boolean irqsOff, boolean schedules) implements Condition {
        /** By the event's flags; a switch of tasks has interrupts off. */
        public Flagged(int flags, boolean schedules) {
            this(
                    ContextFlags.inHardInterrupt(flags),
                    (flags & ContextFlags.SOFTIRQ) != 0,
                    (flags & ContextFlags.IRQS_OFF) != 0,
                    schedules);
        }

        @Override
        public boolean holds(ReceiverSystem machine, SystemState s) {
            int context = s.context(RECEIVER);
            if (hardInterrupt) {
                return context == SystemState.INTERRUPT;
            }
            if (!irqsOff) {
                return !s.atIpl7(RECEIVER) && (softirq || context == SystemState.TASK);
            }
            if (context == SystemState.TASK) {
                return schedules || !machine.masksMatter() || s.atIpl7(RECEIVER);
            }
            return !schedules
                    && (context == SystemState.SOFTIRQ || s.stack(RECEIVER).atIrqExit());
        }
    }

    /** The receiver's program has this as its next step. */
    record Next(Microstep microstep) implements Condition {
        @Override
        public boolean holds(ReceiverSystem machine, SystemState state) {
            return machine.next(state, RECEIVER, microstep);
        }
    }

    /** The receiver is in no interrupt but for the softirqs of one. */
    record OutsideInterrupts() implements Condition {
        @Override
        public boolean holds(ReceiverSystem machine, SystemState state) {
            return state.context(RECEIVER) != SystemState.INTERRUPT;
        }
    }

    /** Softirqs may begin on the receiver, or go on. */
    record MayRunSoftirqs(boolean inTask) implements Condition {
        @Override
        public boolean holds(ReceiverSystem machine, SystemState state) {
            int context = state.context(RECEIVER);
            boolean run = context == SystemState.SOFTIRQ || inTask && context == SystemState.TASK;
            return machine.mayBeginSoftirqs(state) || run && !state.atIpl7(RECEIVER);
        }
    }

    /** A flush is about to run the function of a slot, or the wake-ups. */
    record Runs(int slot, boolean hardInterrupt) implements Condition {
        @Override
        public boolean holds(ReceiverSystem machine, SystemState state) {
            boolean inInterrupt = state.context(RECEIVER) == SystemState.INTERRUPT;
            if (state.receive(RECEIVER) != Receive.FLUSH || hardInterrupt && !inInterrupt) {
                return false;
            }
            return slot == WAKE_UPS
                    ? machine.next(state, RECEIVER, Microstep.RUN_WAKEUPS)
                    : state.csd(SystemState.TASK, slot, RECEIVER) == Csd.TAKEN;
        }
    }

    /** The receiver may enter an interrupt of this kind. */
    record Enters(int kind) implements Condition {
        @Override
        public boolean holds(ReceiverSystem machine, SystemState state) {
            boolean ipi = kind == InterruptKind.IPI.ordinal();
            return !state.atIpl7(RECEIVER) && (!ipi || state.edge(RECEIVER));
        }
    }

    /** {@code handle_ipi} is about to take exactly these bits. */
    record Exchanges(int bits) implements Condition {
        @Override
        public boolean holds(ReceiverSystem machine, SystemState state) {
            return state.receive(RECEIVER) == Receive.XCHG && state.bits(RECEIVER) == bits;
        }
    }

    /** The send of a slot is at one of these points. */
    record SendAt(int slot, Set<Point> points) implements Condition {
        @Override
        public boolean holds(ReceiverSystem machine, SystemState state) {
            return points.contains(state.point(slot, SystemState.TASK));
        }
    }

    /** The send of a slot has ended, and its csd is free. */
    record Released(int slot) implements Condition {
        @Override
        public boolean holds(ReceiverSystem machine, SystemState state) {
            return state.point(slot, SystemState.TASK) == Point.IDLE
                    && state.csd(SystemState.TASK, slot, RECEIVER) == Csd.FREE;
        }
    }

    /** An edge that a slot raises now is lost, or held. */
    record Raises(int slot, boolean lost) implements Condition {
        @Override
        public boolean holds(ReceiverSystem machine, SystemState state) {
            return state.point(slot, SystemState.TASK) == Point.WRIPIR
                    && (lost ? machine.mayLose(state) : machine.mayHold(state));
        }
    }
}

package lostedge.engine.belief;

import static lostedge.engine.belief.ReceiverSystem.RECEIVER;

import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.SystemState;

/** What an event does to every state. Changes are values: equal ones do the same. */
public interface Change {
    /** Changes the state. */
    void make(ReceiverSystem machine, SystemState state);

    /** A microstep of a CPU. */
    record Step(Microstep microstep, int cpu, long argument) implements Change {
        @Override
        public void make(ReceiverSystem machine, SystemState state) {
            machine.system().apply(state, microstep, cpu, argument);
        }
    }

    /** An edge that had to be taken was taken. */
    record TakesDue() implements Change {
        @Override
        public void make(ReceiverSystem machine, SystemState state) {
            if (state.edge(RECEIVER) && !state.atIpl7(RECEIVER)) {
                machine.system().apply(state, Microstep.ENTER_INTERRUPT, RECEIVER, InterruptKind.IPI.ordinal());
            }
        }
    }

    /** The softirqs of an interrupt begin, or go on. */
    record SoftirqsBegin() implements Change {
        @Override
        public void make(ReceiverSystem machine, SystemState state) {
            if (machine.mayBeginSoftirqs(state)) {
                machine.system().apply(state, Microstep.SOFTIRQ_BEGIN, RECEIVER, 0);
            }
        }
    }

    /** A function has run and frees its csd. */
    record Unlocks(int slot) implements Change {
        @Override
        public void make(ReceiverSystem machine, SystemState state) {
            machine.unlock(state, slot);
        }
    }

    /** A send goes on without its IPI. */
    record ForgoesIpi(int slot) implements Change {
        @Override
        public void make(ReceiverSystem machine, SystemState state) {
            machine.system().forgoIpi(state, slot);
            machine.goOn(state, slot);
        }
    }

    /** The edge of a send is raised; the recording tells whether it was lost. */
    record Raised(int slot, boolean lost) implements Change {
        @Override
        public void make(ReceiverSystem machine, SystemState state) {
            machine.system().apply(state, Microstep.WRIPIR, slot, RECEIVER);
            if (!lost) {
                machine.system().holdEdge(state, RECEIVER);
            }
        }
    }
}

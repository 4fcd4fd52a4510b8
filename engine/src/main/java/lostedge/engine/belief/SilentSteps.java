package lostedge.engine.belief;

import static lostedge.engine.belief.ReceiverSystem.RECEIVER;

import java.util.Arrays;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.model.SystemState;

/**
 * The microsteps that can have been taken since the last event of a receiver without leaving one, and the states they
 * lead to. What lies between two events of the receiver's handler or function is its own step: there only its senders
 * move.
 */
final class SilentSteps implements IpiSystem.StepSink {
    /** How far a send is known to be. */
    enum Stage {
        /** There is none. */
        FREE,
        /** Its queue event was seen: it may be queued. */
        QUEUED,
        /** Its send event was seen: it may set its bit and raise its edge. */
        SENT,
        /** Its sender was seen past it; its function has not run. */
        OUTSTANDING
    }

    private final ReceiverSystem machine;
    private final IpiSystem system;
    private final Alphabet alphabet;
    private final SystemState scratch;

    // What the events so far tell of the receiver.
    final Stage[] stage;
    final boolean[] unseenFunction;
    final boolean[] overdue;
    boolean inHandler;
    boolean inFunction;
    boolean inSoftirq;

    private SystemState from;
    private Belief into;
    private int activeSlots;

    SilentSteps(ReceiverSystem machine, Alphabet alphabet, Belief nothing) {
        this.machine = machine;
        this.alphabet = alphabet;
        system = machine.system();
        scratch = system.initial();
        from = scratch;
        into = nothing;
        stage = new Stage[machine.slots() + 1];
        Arrays.fill(stage, Stage.FREE);
        unseenFunction = new boolean[machine.slots() + 1];
        overdue = new boolean[machine.slots() + 1];
    }

    /** Notes that a slot is free. */
    void clear(int slot) {
        stage[slot] = Stage.FREE;
        unseenFunction[slot] = false;
        overdue[slot] = false;
    }

    /** Notes that no send is known. */
    void reset() {
        Arrays.fill(stage, Stage.FREE);
        Arrays.fill(unseenFunction, false);
        Arrays.fill(overdue, false);
        activeSlots = 0;
    }

    /** Adds every state that silent steps lead to. */
    void close(Belief belief) {
        into = belief;
        activeSlots = 0;
        for (int slot = 1; slot < stage.length; slot++) {
            activeSlots = stage[slot] != Stage.FREE ? slot : activeSlots;
        }
        for (int i = 0; i < belief.size(); i++) {
            from = belief.get(i);
            expand();
        }
    }

    private void expand() {
        for (int slot = 1; slot <= activeSlots; slot++) {
            if (stage[slot] != Stage.FREE) {
                system.program(from, slot, this);
                if (overdue[slot]) {
                    system.watchdog(from, slot, this);
                }
            }
        }
        if (inHandler || inFunction) {
            return;
        }
        system.program(from, RECEIVER, this);
        system.interrupts(from, RECEIVER, this);
        system.choices(from, RECEIVER, this);
        if (machine.mayDrain(from)) {
            scratch.copyFrom(from);
            machine.drain(scratch);
            into.add(scratch);
        }
        if (machine.hasDrained(from)) {
            scratch.copyFrom(from);
            machine.endDrain(scratch);
            into.add(scratch);
        }
    }

    @Override
    public boolean step(Microstep microstep, int cpu, long argument) {
        if (cpu == RECEIVER ? ofReceiver(microstep, argument) : ofSender(microstep, cpu)) {
            scratch.copyFrom(from);
            if (microstep == Microstep.CSD_UNLOCK) {
                machine.unlock(scratch, (int) argument);
            } else {
                system.apply(scratch, microstep, cpu, argument);
            }
            if (cpu != RECEIVER) {
                machine.goOn(scratch, cpu);
            }
            into.add(scratch);
        }
        return true;
    }

    private boolean ofReceiver(Microstep microstep, long argument) {
        return switch (microstep) {
            case SCHEDULER_IPI, TAKE_QUEUE, POLL_READ, IRQ_EXIT, IRQ_SAVE, IRQ_RESTORE, IDLE_FLUSH -> true;
            case ENTER_INTERRUPT, XCHG_BITS, RTI -> !alphabet.hardware();
            case RUN_HANDLER -> !alphabet.handlers();
            case SOFTIRQ_BEGIN -> !alphabet.softirqs();
            case SOFTIRQ_END -> !inSoftirq;
            case CSD_UNLOCK -> unseenFunction[(int) argument];
            case WAKE ->
                argument == machine.elsewhere()
                        && machine.masksMatter()
                        && from.context(RECEIVER) == SystemState.SOFTIRQ;
            case ENQUEUE, SET_BIT, WRIPIR -> argument == machine.elsewhere();
            default -> false;
        };
    }

    private boolean ofSender(Microstep microstep, int slot) {
        return switch (microstep) {
            case ENQUEUE, CSD_WAIT -> true;
            case SET_BIT, WRIPIR -> stage[slot] == Stage.SENT || overdue[slot];
            case RESEND -> true;
            default -> false;
        };
    }
}

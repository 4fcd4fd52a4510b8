package lostedge.engine.belief;

import static lostedge.engine.belief.ReceiverSystem.RECEIVER;

import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.Point;
import lostedge.engine.state.SystemState;

/**
 * The microsteps that can have been taken since the last event of a receiver without leaving one, and the states they
 * lead to. What lies between two events of the receiver's handler or function is its own step: there only its senders
 * move.
 */
final class SilentSteps implements IpiSystem.StepSink {
    private final ReceiverSystem machine;
    private final IpiSystem system;
    private final Alphabet alphabet;
    private final SystemState scratch;

    private Silence silence = new Silence(Sends.NONE, false, false);
    private final SystemState from;
    private GatheredStates into;

    SilentSteps(ReceiverSystem machine, Alphabet alphabet) {
        this.machine = machine;
        this.alphabet = alphabet;
        system = machine.system();
        scratch = system.initial();
        from = system.initial();
        into = new GatheredStates(new StatePool(), system.layout(), 0);
    }

    /** Adds every state that silent steps lead to. */
    void close(GatheredStates states, Silence known) {
        into = states;
        silence = known;
        for (int i = 0; i < states.size(); i++) {
            states.get(i, from);
            expand();
        }
    }

    private void expand() {
        for (long rest = silence.sends().all(); rest != 0; rest &= rest - 1) {
            int slot = Long.numberOfTrailingZeros(rest);
            system.program(from, slot, this);
            if (Sends.has(silence.sends().overdue(), slot)) {
                system.watchdog(from, slot, this);
            }
        }
        if (silence.busy()) {
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
            if (microstep == Microstep.ENQUEUE && cpu != RECEIVER && !foundAsSeen(cpu)) {
                return true;
            }
            into.add(scratch);
            if (microstep == Microstep.WRIPIR && cpu != RECEIVER && machine.mayHold(from) && machine.mayLose(from)) {
                system.holdEdge(scratch, RECEIVER);
                into.add(scratch);
            }
        }
        return true;
    }

    /** {@return whether the queue was found empty if its send event was seen} */
    private boolean foundAsSeen(int slot) {
        return !Sends.has(silence.sends().sent(), slot) || scratch.point(slot, SystemState.TASK) == Point.SET_BITS;
    }

    private boolean ofReceiver(Microstep microstep, long argument) {
        return switch (microstep) {
            case SCHEDULER_IPI, TAKE_QUEUE, POLL_READ, IRQ_EXIT, IRQ_SAVE, IRQ_RESTORE, IDLE_FLUSH -> true;
            case ENTER_INTERRUPT, XCHG_BITS, RTI -> !alphabet.hardware();
            case RUN_HANDLER -> !alphabet.handlers();
            case SOFTIRQ_BEGIN -> !alphabet.softirqs();
            case SOFTIRQ_END -> !silence.inSoftirq();
            case CSD_UNLOCK -> Sends.has(silence.sends().unseen(), (int) argument);
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
            case SET_BIT, WRIPIR ->
                Sends.has(silence.sends().sent() | silence.sends().overdue(), slot);
            case RESEND -> true;
            default -> false;
        };
    }
}

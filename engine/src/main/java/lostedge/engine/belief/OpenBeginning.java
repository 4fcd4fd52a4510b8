package lostedge.engine.belief;

import static lostedge.engine.belief.ReceiverSystem.RECEIVER;

import java.util.List;
import lostedge.engine.model.Microstep;
import lostedge.engine.model.SystemState;
import lostedge.engine.model.SystemState.Point;

/** The states a receiver can be in when nothing is known but that its queue is empty and nobody sends to it. */
final class OpenBeginning {
    private static final int SENDER = 1;
    /** Far above the few thousand that any variant has. */
    private static final int MOST_STATES = 1_000_000;

    private final ReceiverSystem machine;
    private final List<SystemState> open;

    /** Explores what a receiver may be doing. */
    OpenBeginning(ReceiverSystem machine) {
        this.machine = machine;
        StateSet all = new StateSet(new StatePool(), MOST_STATES);
        all.add(machine.quiescent());
        SilentSteps everything = new SilentSteps(machine, Alphabet.NOTHING);
        Silence sending = new Silence(Sends.NONE.sent(SENDER), false, false);
        for (int closed = 0; closed < all.size(); ) {
            closed = all.size();
            for (int i = 0; i < closed; i++) {
                begin(all, all.get(i), Microstep.RESCHEDULE);
                begin(all, all.get(i), Microstep.WAKE);
            }
            everything.close(all, sending);
        }
        open = all.states().stream().filter(OpenBeginning::isOpen).toList();
    }

    private void begin(StateSet all, SystemState from, Microstep send) {
        if (from.point(SENDER, SystemState.TASK) == Point.IDLE) {
            SystemState to = new SystemState(from.layout());
            to.copyFrom(from);
            machine.system().apply(to, send, SENDER, RECEIVER);
            all.add(to);
        }
    }

    List<SystemState> states() {
        return open;
    }

    private static boolean isOpen(SystemState state) {
        return state.point(SENDER, SystemState.TASK) == Point.IDLE
                && state.point(RECEIVER, SystemState.TASK) == Point.IDLE
                && state.queueEmpty(RECEIVER);
    }
}

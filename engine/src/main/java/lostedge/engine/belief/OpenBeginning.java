package lostedge.engine.belief;

import static lostedge.engine.belief.ReceiverSystem.RECEIVER;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.Point;
import lostedge.engine.state.SystemState;

/** The states a receiver can be in when nothing is known but that its queue is empty and nobody sends to it. */
final class OpenBeginning {
    private static final int SENDER = 1;
    /** Far above the few thousand that any variant has. */
    private static final int MOST_STATES = 1_000_000;

    private final ReceiverSystem machine;
    private final SystemState scratch;
    private final List<long[]> open;

    /** Explores what a receiver may be doing. */
    OpenBeginning(ReceiverSystem machine) {
        this.machine = machine;
        scratch = machine.system().initial();
        GatheredStates all =
                new GatheredStates(new StatePool(), machine.system().layout(), MOST_STATES);
        all.add(machine.quiescent());
        SilentSteps everything = new SilentSteps(machine, Alphabet.NOTHING);
        Silence sending = new Silence(Sends.NONE.sent(SENDER), false, false);
        for (int closed = 0; closed < all.size(); ) {
            closed = all.size();
            for (int i = 0; i < closed; i++) {
                begin(all, i, Microstep.RESCHEDULE);
                begin(all, i, Microstep.WAKE);
            }
            everything.close(all, sending);
        }
        open = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            all.get(i, scratch);
            if (isOpen(scratch)) {
                open.add(all.states().get(i));
            }
        }
    }

    private void begin(GatheredStates all, int from, Microstep send) {
        all.get(from, scratch);
        if (scratch.point(SENDER, SystemState.TASK) == Point.IDLE) {
            machine.system().apply(scratch, send, SENDER, RECEIVER);
            all.add(scratch);
        }
    }

    /** {@return them, packed} */
    List<long[]> states() {
        return open;
    }

    private static boolean isOpen(SystemState state) {
        return state.point(SENDER, SystemState.TASK) == Point.IDLE
                && state.point(RECEIVER, SystemState.TASK) == Point.IDLE
                && state.queueEmpty(RECEIVER);
    }
}

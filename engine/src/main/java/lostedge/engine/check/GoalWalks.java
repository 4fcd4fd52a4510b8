package lostedge.engine.check;

import java.util.concurrent.atomic.AtomicLong;
import lostedge.engine.state.SystemState;
import lostedge.engine.statespace.Marks;
import lostedge.engine.statespace.Representatives;
import lostedge.engine.statespace.StateSpace;
import lostedge.engine.statespace.Workers;
import lostedge.engine.transition.Move;
import lostedge.engine.transition.StepTable;
import org.jspecify.annotations.Nullable;

/**
 * Looks for bad states by walks along steps that must happen, one walk from every state that is not yet known to be
 * good. As soon as a walk meets a goal or a good state, all its states are good. A walk that gets long proves nothing;
 * a {@link GoalSearch} decides its end.
 *
 * <p>Each thread has many walks under way and looks up the next states of all of them at once.
 */
final class GoalWalks {
    private static final int WALKERS = 64;
    private static final int LONGEST = 256;
    /** CPUs take turns with the next step of their programs; in one of so many turns, interrupts come first. */
    private static final int INTERRUPT_TURN = 8;
    /** Slots a thread takes at once to begin walks from. */
    private static final int STRETCH = 1 << 12;

    private final StateSpace space;
    private final Property property;
    private final Marks good;
    private final AtomicLong nextStretch = new AtomicLong();
    private volatile boolean anyBad;

    GoalWalks(StateSpace space, Property property, Marks good) {
        this.space = space;
        this.property = property;
        this.good = good;
    }

    /** {@return whether any state is bad; if none is, all are marked good} */
    boolean anyBad(Workers workers) {
        workers.each(number -> new Party().walk());
        return anyBad;
    }

    /** The walks of one thread. */
    private final class Party {
        private final StepTable table = space.steps();
        private final GoalSearch search = new GoalSearch(space, property, good::contains, good::add);
        private final Representatives representatives = space.representatives(table);
        private final SystemState state = space.system().initial();
        private final long[] states = new long[WALKERS];
        private final long[] ids = new long[WALKERS];
        private final long[][] paths = new long[WALKERS][LONGEST];
        /** 0 for a walk that has ended. */
        private final int[] lengths = new int[WALKERS];

        private int part;
        private int slot;
        private int stretchEnd;

        void walk() {
            while (!anyBad && begin()) {
                for (int walker = 0; walker < WALKERS; walker++) {
                    if (lengths[walker] > 0) {
                        advance(walker);
                    }
                }
                space.findAll(states, WALKERS, ids);
                for (int walker = 0; walker < WALKERS; walker++) {
                    if (lengths[walker] > 0) {
                        arrive(walker, ids[walker]);
                    }
                }
            }
        }

        /** Begins new walks in place of those that have ended; {@return whether any walk is under way} */
        private boolean begin() {
            boolean any = false;
            for (int walker = 0; walker < WALKERS; walker++) {
                if (lengths[walker] == 0) {
                    long start = nextStart(walker);
                    if (start >= 0) {
                        paths[walker][0] = start;
                        lengths[walker] = 1;
                    }
                }
                any |= lengths[walker] > 0;
            }
            return any;
        }

        /** Goes to the next state that is not known to be good; {@return its id, or -1 if there is none} */
        private long nextStart(int walker) {
            while (slot < stretchEnd || nextStretch()) {
                long id = StateSpace.id(part, slot++);
                long start = space.get(id);
                if (start != StateSpace.NONE && !good.get(id)) {
                    states[walker] = start;
                    return id;
                }
            }
            return -1;
        }

        private boolean nextStretch() {
            long stretch = nextStretch.getAndIncrement();
            for (part = 0; part < space.parts(); part++) {
                int slots = space.part(part).slots();
                int stretches = (slots + STRETCH - 1) / STRETCH;
                if (stretch < stretches) {
                    slot = (int) stretch * STRETCH;
                    stretchEnd = Math.min(slot + STRETCH, slots);
                    return true;
                }
                stretch -= stretches;
            }
            slot = 0;
            stretchEnd = 0;
            return false;
        }

        private void advance(int walker) {
            long from = states[walker];
            if (isGoal(from)) {
                end(walker);
                return;
            }
            Move move = next(from, lengths[walker]);
            if (move == null) {
                anyBad = true;
                return;
            }
            long to = table.apply(move, from);
            states[walker] = representatives.of(to);
        }

        private boolean isGoal(long at) {
            table.unpack(at, state);
            return property.isGoal(space.system(), state);
        }

        private @Nullable Move next(long from, int turn) {
            boolean interruptsFirst = turn % INTERRUPT_TURN == 0;
            int cpus = space.system().layout().configuration().cpus();
            Move second = null;
            for (int i = 0; i < cpus; i++) {
                for (Move move : table.moves(from, (turn + i) % cpus)) {
                    if (!move.isObliged()) {
                        break;
                    }
                    if (move.isProgram() != interruptsFirst) {
                        return move;
                    }
                    if (second == null) {
                        second = move;
                    }
                }
            }
            return second;
        }

        private void arrive(int walker, long id) {
            if (good.get(id)) {
                end(walker);
            } else if (lengths[walker] < LONGEST) {
                paths[walker][lengths[walker]++] = id;
            } else if (search.isBad(space.get(id))) {
                anyBad = true;
            } else {
                end(walker);
            }
        }

        private void end(int walker) {
            for (int i = 0; i < lengths[walker]; i++) {
                good.set(paths[walker][i]);
            }
            lengths[walker] = 0;
        }
    }
}

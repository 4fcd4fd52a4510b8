package lostedge.engine.transition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.state.Footprint;
import lostedge.engine.state.StateLayout;
import lostedge.engine.state.SystemState;
import lostedge.engine.transition.Move.Change;
import lostedge.engine.variant.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a system, remembered. What a CPU does next depends on its own variables and a few of the others', so it
 * is worked out once for all states that agree on those (as LTSmin caches transitions; Blom, van de Pol and Weber,
 * "LTSmin: distributed and symbolic reachability", 2010). What a step depends on is not declared but watched.
 */
public final class StepTable {
    /** What is known of one number of a region. */
    private static final class Local {
        final long[] value;
        /** Of a CPU: its moves, by what else they depend on. */
        final Remembered<Move[]> moves;
        /** Its moves, if they depend on nothing else. */
        Move @Nullable [] always;
        /** Of a CPU: whether its queue is not empty, and whom it is about to signal. */
        final boolean isQueued;

        final long aboutToSignal;

        Local(long[] value, long[] bits, boolean isQueued, long aboutToSignal) {
            this.value = value;
            moves = new Remembered<>(bits);
            this.isQueued = isQueued;
            this.aboutToSignal = aboutToSignal;
        }
    }

    private final LocalStates locals;
    private final StepRule rule;
    private final long[][] bits;
    private final @Nullable Local[][] known;
    private final Map<StateLayout.Words, Effect> effects = new HashMap<>();
    private final Footprint footprint;
    private final IpiSystem system;
    private final @Nullable DeadVariables dead;
    private final @Nullable Confluence confluence;
    /** The state {@link #unpacked}, in full. */
    private final long[] words;

    private long unpacked = -1;
    /** One region of a state. */
    private final SystemState alone;
    /** The states that are watched, before and after a step. */
    private final SystemState before;

    private final SystemState after;

    /** An empty table of the steps as the system takes them; one instance serves one thread. */
    public StepTable(LocalStates locals) {
        this(locals, IpiSystem::apply, false);
    }

    /**
     * An empty table.
     *
     * @param rule how steps are taken
     * @param reduced whether they reset variables that are dead, and steps may be taken at once
     */
    public StepTable(LocalStates locals, StepRule rule, boolean reduced) {
        this.locals = locals;
        this.rule = rule;
        StateLayout layout = locals.layout();
        Configuration configuration = layout.configuration();
        system = new IpiSystem(layout);
        footprint = new Footprint(layout);
        dead = reduced ? new DeadVariables(configuration) : null;
        confluence = dead != null ? new Confluence(configuration, dead) : null;
        words = new long[layout.words()];
        alone = new SystemState(layout);
        before = footprint.watched();
        after = footprint.watched();
        bits = new long[locals.regions()][];
        known = new Local[locals.regions()][0];
        for (int region = 0; region < bits.length; region++) {
            bits[region] = locals.bits(region);
        }
    }

    /** {@return whether steps may be taken at once} */
    public boolean isReduced() {
        return confluence != null;
    }

    /** {@return the steps of a CPU that are enabled in a state, in the system's own order; not to be changed} */
    public Move[] moves(long state, int cpu) {
        Local local = local(cpu, locals.number(state, cpu));
        Move[] moves = local.always;
        if (moves == null) {
            moves = local.moves.of(unpack(state), 0);
        }
        return moves != null ? moves : enumerate(local, cpu);
    }

    private Local local(int region, int number) {
        @Nullable Local[] ofRegion = known[region];
        Local local = number < ofRegion.length ? ofRegion[number] : null;
        return local != null ? local : meet(region, number);
    }

    private Local meet(int region, int number) {
        if (number >= known[region].length) {
            known[region] = Arrays.copyOf(known[region], Math.max(number + 1, 2 * known[region].length));
        }
        long[] value = locals.value(region, number);
        boolean isQueued = false;
        long aboutToSignal = 0;
        if (confluence != null && region < bits.length - 1) {
            locals.layout().unpack(value, alone);
            isQueued = confluence.queueSilences() && !alone.queueEmpty(region);
            aboutToSignal = confluence.aboutToSignal(alone, region);
        }
        Local local = new Local(value, bits[region], isQueued, aboutToSignal);
        known[region][number] = local;
        return local;
    }

    /** {@return a step of a CPU that may as well be taken at once, or null if there is none} */
    public @Nullable Move confluent(long state, int cpu) {
        Move[] moves = moves(state, cpu);
        if (moves.length == 0) {
            return null;
        }
        return switch (moves[0].confluent) {
            case NEVER -> null;
            case ALWAYS -> moves[0];
            case UNSIGNALLED -> isUnsignalled(state, cpu) ? moves[0] : null;
        };
    }

    private boolean isUnsignalled(long state, int cpu) {
        boolean unsignalled = local(cpu, locals.number(state, cpu)).isQueued;
        for (int other = 0; other < bits.length - 1 && unsignalled; other++) {
            unsignalled = (local(other, locals.number(state, other)).aboutToSignal >>> cpu & 1) == 0;
        }
        return unsignalled;
    }

    /** Writes a state in full. */
    public void unpack(long state, SystemState to) {
        locals.layout().unpack(unpack(state), to);
    }

    /** {@return the number of a state in full, without what is dead if its steps reset that} */
    public long pack(SystemState state) {
        after.copyFrom(state);
        if (dead != null) {
            dead.reset(system, after);
        }
        return locals.pack(after);
    }

    private long[] unpack(long state) {
        if (state != unpacked) {
            unpacked = state;
            Arrays.fill(words, 0);
            for (int region = 0; region < bits.length; region++) {
                long[] value = local(region, locals.number(state, region)).value;
                for (int word = 0; word < words.length; word++) {
                    words[word] |= value[word];
                }
            }
        }
        return words;
    }

    private Move[] enumerate(Local local, int cpu) {
        List<Move> moves = new ArrayList<>();
        locals.layout().unpack(words, before);
        footprint.clear();
        system.steps(
                before,
                cpu,
                (microstep, ofCpu, argument) -> moves.add(new Move(microstep, ofCpu, argument, bits[cpu])));
        Move[] enabled = moves.toArray(Move[]::new);
        if (confluence != null && enabled.length > 0) {
            enabled[0].confluent = confluence.of(before, cpu, enabled);
        }
        boolean ownBitsAlone = local.moves.put(words, 0, footprint, enabled);
        local.always = ownBitsAlone ? enabled : null;
        return enabled;
    }

    /** {@return the state an enabled step leads to} */
    public long apply(Move move, long state) {
        return move.isSettled() ? move.apply(state) : look(move, state);
    }

    private long look(Move move, long state) {
        Change known = move.changes.of(unpack(state), 0);
        Change change = known != null ? known : execute(move);
        return Move.apply(state ^ change.own(), change.others());
    }

    private Change execute(Move move) {
        Change change = change(move);
        if (move.changes.put(words, 0, footprint, change)) {
            move.settle(change);
        }
        return change;
    }

    private Change change(Move move) {
        locals.layout().unpack(words, after);
        footprint.clear();
        rule.take(system, after, move.microstep(), move.cpu(), move.argument());
        if (dead != null) {
            dead.reset(system, after, move.microstep(), move.cpu(), move.argument());
        }
        long[] changed = locals.layout().pack(after);
        long own = 0;
        List<Effect> others = new ArrayList<>();
        for (int region = 0; region < bits.length; region++) {
            long[] flips = flips(region, changed);
            if (region == move.cpu()) {
                own = locals.placed(region, locals.number(region, words) ^ locals.number(region, changed));
            } else if (Arrays.stream(flips).anyMatch(flip -> flip != 0)) {
                others.add(effect(region, flips));
            }
        }
        return new Change(own, others.toArray(Effect[]::new));
    }

    private long[] flips(int region, long[] changed) {
        long[] flips = new long[words.length];
        for (int word = 0; word < flips.length; word++) {
            flips[word] = (words[word] ^ changed[word]) & bits[region][word];
        }
        return flips;
    }

    /** Equal changes of a region are one: bits of different regions are different bits. */
    private Effect effect(int region, long[] flips) {
        return effects.computeIfAbsent(new StateLayout.Words(flips), unused -> new Effect(locals, region, flips));
    }
}

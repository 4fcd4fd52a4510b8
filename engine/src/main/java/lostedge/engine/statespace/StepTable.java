package lostedge.engine.statespace;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.model.Footprint;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.model.SystemState;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a system, remembered. Most of what a CPU does next depends on its own variables and a few of the
 * others', so it is worked out once for all states that agree on those (as LTSmin caches transitions; Blom, van de Pol
 * and Weber, "LTSmin: distributed and symbolic reachability", 2010). What a step depends on is not declared but
 * watched, so nothing is remembered too widely.
 */
public final class StepTable {
    /** A step enabled in some state. */
    public static final class Move {
        private final Microstep microstep;
        private final int cpu;
        private final long argument;
        private final Remembered<long[]> changes;
        /** What it changes in every state, as far as known, or null if that depends on more than the CPU's own bits. */
        private long @Nullable [] change;

        private Move(Microstep microstep, int cpu, long argument, long[] ownBits) {
            this.microstep = microstep;
            this.cpu = cpu;
            this.argument = argument;
            changes = new Remembered<>(ownBits);
        }

        /** {@return what happens} */
        public Microstep microstep() {
            return microstep;
        }

        /** {@return on which CPU} */
        public int cpu() {
            return cpu;
        }

        /** {@return as the microstep's Javadoc tells} */
        public long argument() {
            return argument;
        }
    }

    private final int words;
    private final Footprint footprint = new Footprint();
    private final IpiSystem watched;
    private final SystemState before;
    private final SystemState after;
    private final long[][] ownBits;
    /** By CPU, then by its own bits: the moves, which may depend on further bits. */
    private final List<Remembered<Remembered<Move[]>>> movesOf = new ArrayList<>();

    /** An empty table; one instance serves one thread. */
    public StepTable(IpiSystem system) {
        watched = new IpiSystem(system.layout().configuration(), footprint);
        words = watched.layout().words();
        before = watched.initial();
        after = watched.initial();
        ownBits = new long[system.layout().configuration().cpus()][];
        for (int cpu = 0; cpu < ownBits.length; cpu++) {
            ownBits[cpu] = watched.layout().bitsOf(cpu);
            movesOf.add(new Remembered<>(ownBits[cpu]));
        }
    }

    /** {@return the steps of a CPU that are enabled in a state, in the system's own order; not to be changed} */
    public Move[] moves(long[] from, int offset, int cpu) {
        Remembered<Move[]> alike = movesOf.get(cpu).of(from, offset);
        Move[] moves = alike == null ? null : alike.of(from, offset);
        return moves != null ? moves : enumerate(from, offset, cpu, alike);
    }

    private Move[] enumerate(long[] from, int offset, int cpu, @Nullable Remembered<Move[]> alike) {
        load(from, offset);
        List<Move> moves = new ArrayList<>();
        watched.steps(
                before,
                cpu,
                (microstep, ofCpu, argument) -> moves.add(new Move(microstep, ofCpu, argument, ownBits[cpu])));
        Move[] enabled = moves.toArray(Move[]::new);
        if (alike == null) {
            Remembered<Move[]> fresh = new Remembered<>(ownBits[cpu]);
            fresh.put(from, offset, footprint, enabled);
            footprint.clear();
            movesOf.get(cpu).put(from, offset, footprint, fresh);
        } else {
            alike.put(from, offset, footprint, enabled);
        }
        return enabled;
    }

    /** Writes the state an enabled step leads to. */
    public void apply(Move move, long[] from, int offset, long[] to, int at) {
        long[] change = move.change;
        if (change == null) {
            change = move.changes.of(from, offset);
            if (change == null) {
                change = execute(move, from, offset);
            }
        }
        for (int word = 0; word < words; word++) {
            to[at + word] = from[offset + word] ^ change[word];
        }
    }

    private long[] execute(Move move, long[] from, int offset) {
        load(from, offset);
        after.copyFrom(before);
        watched.apply(after, move.microstep, move.cpu, move.argument);
        long[] change = new long[words];
        for (int word = 0; word < words; word++) {
            change[word] = before.words()[word] ^ after.words()[word];
        }
        boolean ownBitsAlone = move.changes.put(from, offset, footprint, change);
        move.change = ownBitsAlone ? change : null;
        return change;
    }

    private void load(long[] from, int offset) {
        System.arraycopy(from, offset, before.words(), 0, words);
        footprint.clear();
    }
}

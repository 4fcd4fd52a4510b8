package lostedge.engine.transition;

import java.util.Arrays;

/** A change of some bits of one region, remembered by the region's number. */
final class Effect {
    /** What no change can be: it would flip bits of every region. */
    private static final long UNKNOWN = -1;

    private final LocalStates locals;
    private final int region;
    private final long[] flips;
    private long[] changes = new long[0];

    /** Flips bits of a state in full, all of one region. */
    Effect(LocalStates locals, int region, long[] flips) {
        this.locals = locals;
        this.region = region;
        this.flips = flips;
    }

    /** {@return a state after the change} */
    long on(long state) {
        int number = locals.number(state, region);
        long change = number < changes.length ? changes[number] : UNKNOWN;
        return state ^ (change != UNKNOWN ? change : find(number));
    }

    private long find(int number) {
        long[] value = locals.value(region, number).clone();
        for (int word = 0; word < value.length; word++) {
            value[word] ^= flips[word];
        }
        if (number >= changes.length) {
            int known = changes.length;
            changes = Arrays.copyOf(changes, Math.max(number + 1, 2 * known));
            Arrays.fill(changes, known, changes.length, UNKNOWN);
        }
        changes[number] = locals.placed(region, number ^ locals.number(region, value));
        return changes[number];
    }
}

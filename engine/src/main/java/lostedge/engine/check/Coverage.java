package lostedge.engine.check;

import lostedge.engine.model.Microstep;

/**
 * How often each microstep was enabled and taken. In an exhaustive exploration every enabled step is taken once from
 * every state, so a microstep with a count of 0 cannot happen in the configuration.
 */
public final class Coverage {
    private final long[] taken = new long[Microstep.values().length];

    void count(Microstep microstep) {
        taken[microstep.ordinal()]++;
    }

    void add(Coverage other) {
        for (int i = 0; i < taken.length; i++) {
            taken[i] += other.taken[i];
        }
    }

    /** {@return from how many states the microstep was taken, arguments told apart} */
    public long taken(Microstep microstep) {
        return taken[microstep.ordinal()];
    }

    /** {@return all steps taken} */
    public long transitions() {
        long sum = 0;
        for (long count : taken) {
            sum += count;
        }
        return sum;
    }
}

package lostedge.engine.simulate;

import java.util.Arrays;
import lostedge.engine.model.Microstep;

/**
 * The step each CPU has under way, which takes effect at the time of its event, and what is left of those put off by an
 * interrupt.
 */
final class UnderWay {
    private static final int PRIORITY = 1;
    private static final int CONTEXTS = 3;
    /** Nothing is left of a step. */
    static final long NONE = -1;

    private final EventList events;
    private final byte[] microstep;
    private final long[] argument;
    /** Rest of a step that was put off, by CPU and context, or {@link #NONE}. */
    private final long[] rest;
    /** CPUs that are in a step. */
    private long busy;

    /** No step is under way; that of CPU {@code n} has slot {@code n} of the list. */
    UnderWay(int cpus, EventList events) {
        this.events = events;
        microstep = new byte[cpus];
        argument = new long[cpus];
        rest = new long[cpus * CONTEXTS];
        Arrays.fill(rest, NONE);
    }

    boolean any(int cpu) {
        return (busy & 1L << cpu) != 0;
    }

    Microstep microstep(int cpu) {
        return Microstep.of(microstep[cpu]);
    }

    long argument(int cpu) {
        return argument[cpu];
    }

    /** {@return the rest of the step that was put off in a context of the CPU, which now goes on, or {@link #NONE}} */
    long takeRest(int cpu, int context) {
        int at = cpu * CONTEXTS + context;
        long left = rest[at];
        rest[at] = NONE;
        return left;
    }

    void begin(int cpu, Microstep begun, long stepArgument, long endNs) {
        microstep[cpu] = (byte) begun.ordinal();
        argument[cpu] = stepArgument;
        busy |= 1L << cpu;
        events.schedule(cpu, endNs, PRIORITY);
    }

    /** An interrupt comes between. */
    void putOff(int cpu, int context, long now) {
        rest[cpu * CONTEXTS + context] = events.time(cpu) - now;
    }

    /** The step's time has come; its event stands in the list until the next one's, or {@link #none}. */
    void end(int cpu) {
        busy &= ~(1L << cpu);
    }

    /** The CPU has nothing to do. */
    void none(int cpu) {
        events.cancel(cpu);
    }
}

package lostedge.engine.simulate;

import java.util.stream.IntStream;
import lostedge.engine.model.Microstep;

/**
 * The step a CPU has under way, which takes effect at the time of its event, and what is left of those put off by an
 * interrupt.
 */
final class UnderWay {
    private static final int PRIORITY = 1;
    private static final int CONTEXTS = 3;
    /** Nothing is left of a step. */
    static final long NONE = -1;

    private final int cpu;
    private final EventList events;
    private Microstep microstep = Microstep.RTI;
    private long argument;
    private boolean any;
    /** Contexts whose step was put off, as a mask, and the rest of each. */
    private int putOff;

    private final long[] rest = new long[CONTEXTS];

    private UnderWay(int cpu, EventList events) {
        this.cpu = cpu;
        this.events = events;
    }

    /** Those of so many CPUs, no step being under way; that of CPU {@code n} has slot {@code n} of the list. */
    static UnderWay[] ofEach(int cpus, EventList events) {
        return IntStream.range(0, cpus)
                .mapToObj(cpu -> new UnderWay(cpu, events))
                .toArray(UnderWay[]::new);
    }

    boolean any() {
        return any;
    }

    Microstep microstep() {
        return microstep;
    }

    long argument() {
        return argument;
    }

    /** {@return the rest of the step that was put off in a context of the CPU, which now goes on, or {@link #NONE}} */
    long takeRest(int context) {
        int mask = 1 << context;
        if ((putOff & mask) == 0) {
            return NONE;
        }
        putOff &= ~mask;
        return rest[context];
    }

    void begin(Microstep begun, long stepArgument, long endNs) {
        microstep = begun;
        argument = stepArgument;
        any = true;
        events.schedule(cpu, endNs, PRIORITY);
    }

    /** An interrupt comes between. */
    void putOff(int context, long now) {
        putOff |= 1 << context;
        rest[context] = events.time(cpu) - now;
    }

    /** The step's time has come; its event stands in the list until the next one's, or {@link #none}. */
    void end() {
        any = false;
    }

    /** The CPU has nothing to do. */
    void none() {
        events.cancel(cpu);
    }
}

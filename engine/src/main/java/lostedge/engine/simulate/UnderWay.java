package lostedge.engine.simulate;

import java.util.Arrays;
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
    private int microstep;
    private long argument;
    private boolean any;
    /** Rest of a step that was put off, by context, or {@link #NONE}. */
    private final long[] rest = new long[CONTEXTS];

    private UnderWay(int cpu, EventList events) {
        this.cpu = cpu;
        this.events = events;
        Arrays.fill(rest, NONE);
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
        return Microstep.of(microstep);
    }

    long argument() {
        return argument;
    }

    /** {@return the rest of the step that was put off in a context of the CPU, which now goes on, or {@link #NONE}} */
    long takeRest(int context) {
        long left = rest[context];
        rest[context] = NONE;
        return left;
    }

    void begin(Microstep begun, long stepArgument, long endNs) {
        microstep = begun.ordinal();
        argument = stepArgument;
        any = true;
        events.schedule(cpu, endNs, PRIORITY);
    }

    /** An interrupt comes between. */
    void putOff(int context, long now) {
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

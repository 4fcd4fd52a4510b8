package lostedge.ingest.order;

import java.util.HashMap;
import java.util.Map;
import lostedge.engine.event.EventBatch;

/**
 * The events that stand in several buffers of a recording. The kernel writes an event into each buffer it is switched
 * on for, one after the other and each time with a stamp of its own ({@code include/trace/trace_events.h}: one
 * {@code trace_event_file} per buffer); what the event says is the same.
 *
 * <p>An event repeats an earlier one of its CPU if it says the same, another buffer told that at most
 * {@link #MOST_APART} before, and this buffer has not repeated it yet. So the events of one buffer never repeat each
 * other.
 */
public final class RepeatedEvents {
    /** Most buffers that are told apart. */
    private static final int MOST_BUFFERS = Long.SIZE;

    /** Most CPUs whose events are held. */
    private static final int MOST_CPUS = 1 << 10;

    /** Longest time between two records of one event, in the units of the stamps. */
    private static final long MOST_APART = 1_000_000;

    private static final int HELD = 1 << 12;

    private final Map<Integer, Cpu> cpus = new HashMap<>();

    /**
     * Tells whether an event repeats one that was seen before, and remembers it if it does not.
     *
     * @param batch holds the event as its last rows, those of one position
     * @param first its first row
     * @param buffer the buffer it stands in, from 0
     */
    public boolean repeats(EventBatch batch, int first, int buffer) {
        Integer number = batch.cpu[first];
        if (buffer >= MOST_BUFFERS || cpus.size() == MOST_CPUS && !cpus.containsKey(number)) {
            return false;
        }
        return cpus.computeIfAbsent(number, each -> new Cpu())
                .repeats(contents(batch, first), batch.timestampNs[first], buffer);
    }

    /** Everything but time, CPU and flags, mixed: an interrupt between two records may change a flag. */
    private static long contents(EventBatch batch, int first) {
        long mixed = 0;
        for (int row = first; row < batch.size(); row++) {
            mixed = mix(mixed, batch.kind[row]);
            mixed = mix(mixed, batch.pid[row]);
            mixed = mix(mixed, batch.peer[row]);
            mixed = mix(mixed, batch.code[row]);
            mixed = mix(mixed, batch.reference[row]);
            mixed = mix(mixed, batch.label[row]);
            mixed = mix(mixed, batch.site[row]);
        }
        return mixed;
    }

    private static long mix(long mixed, long value) {
        long next = (mixed ^ value) * 0x9E3779B97F4A7C15L;
        return next ^ next >>> 29;
    }

    /** What one CPU's buffers told last. */
    private static final class Cpu {
        /** The newest events, in a ring: number {@code n} stands at {@code n % HELD}. */
        private final long[] contents = new long[HELD];

        private final long[] times = new long[HELD];
        private final long[] toldBy = new long[HELD];
        /** The number of the event before that falls into the same bucket. */
        private final long[] previous = new long[HELD];

        /** The number of each bucket's newest event, plus 1. */
        private final long[] newest = new long[HELD];

        private long count;

        boolean repeats(long said, long time, int buffer) {
            int bucket = (int) (said >>> Long.SIZE - 12);
            for (long number = newest[bucket] - 1;
                    number >= 0 && number > count - HELD;
                    number = previous[at(number)] - 1) {
                int at = at(number);
                if (time - times[at] > MOST_APART) {
                    break;
                }
                if (contents[at] == said && (toldBy[at] & 1L << buffer) == 0) {
                    toldBy[at] |= 1L << buffer;
                    return true;
                }
            }
            int at = at(count);
            contents[at] = said;
            times[at] = time;
            toldBy[at] = 1L << buffer;
            previous[at] = newest[bucket];
            newest[bucket] = ++count;
            return false;
        }

        private static int at(long number) {
            return (int) (number % HELD);
        }
    }
}

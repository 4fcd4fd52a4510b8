package lostedge.engine.timeline;

/**
 * The last starts no outstanding call was known for. A clock that stamps cause and effect alike shows them in either
 * order, so a call queued later in the recording at the same time claims its start here. A start stamped earlier than
 * its own queueing shows that the clocks of two CPUs disagree, unless its CPU was only just seen again: then the start
 * may belong to a call that was queued before.
 */
final class EarlyStarts {
    private static final int CAPACITY = 64;
    private static final long SKEW_WINDOW_NS = 1_000_000;

    private final long[] csd = new long[CAPACITY];
    private final int[] function = new int[CAPACITY];
    private final int[] target = new int[CAPACITY];
    private final long[] startNs = new long[CAPACITY];
    private final long[] startPosition = new long[CAPACITY];
    private final boolean[] tells = new boolean[CAPACITY];
    private int next;
    private long newestNs = Call.NEVER;
    private long beforeCause;

    /**
     * Adds a start.
     *
     * @param knownSinceNs since when the events are known of every CPU the start may have to do with;
     *     {@code Long.MAX_VALUE} if that of one is not
     */
    void add(long csd, int function, int target, long ns, long position, long knownSinceNs) {
        this.csd[next] = csd;
        this.function[next] = function;
        this.target[next] = target;
        startNs[next] = ns;
        startPosition[next] = position;
        tells[next] = knownSinceNs <= ns && ns - knownSinceNs >= SKEW_WINDOW_NS;
        next = (next + 1) % CAPACITY;
        newestNs = ns;
    }

    /**
     * Starts the call if its start came earlier under the same stamp.
     *
     * @param recordedSinceNs since when calls of its source are known to be recorded
     * @return whether it did
     */
    boolean claim(Call call, long recordedSinceNs) {
        if (newestNs == Call.NEVER || call.queueNs - newestNs > SKEW_WINDOW_NS) {
            return false;
        }
        for (int age = CAPACITY; age > 0; age--) {
            int i = (next + CAPACITY - age) % CAPACITY;
            if (target[i] != call.target || csd[i] != call.csd || function[i] != call.function) {
                continue;
            }
            long earlier = call.queueNs - startNs[i];
            if (earlier == 0) {
                call.startNs = startNs[i];
                call.startPosition = startPosition[i];
                target[i] = -1;
                return true;
            }
            boolean recorded = tells[i] && recordedSinceNs != Call.NEVER && recordedSinceNs < startNs[i];
            if (earlier > 0 && earlier < SKEW_WINDOW_NS && recorded) {
                beforeCause++;
                target[i] = -1;
            }
        }
        return false;
    }

    /** {@return how many starts were stamped earlier than their own queueing} */
    long beforeCause() {
        return beforeCause;
    }
}

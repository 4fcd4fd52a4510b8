package lostedge.engine.books;

/** What the trace shows of the edges sent to one CPU between two counter readings. */
final class Account {
    /**
     * How often a target that took an interrupt leaves no other event before the next send to it: none, likely, most.
     * The first and the last bound what merges can be.
     */
    static final double[] SILENCES = {0, 0.1, 0.3};

    /** Index into {@link #SILENCES} of the likely value. */
    static final int LIKELY = 1;

    private static final int INTO_HANDLER_FIRST = 1;
    private static final int INTO_HANDLER_SECOND = 2;

    /** Sends. */
    long sends;
    /** Sends of a RESCHEDULE alone. */
    long reschedules;
    /** Sends whose target was between the entry and exit events of a handler. */
    long intoHandlers;
    /** Messages handled by a CPU with interrupts off outside interrupts and the idle task. */
    long drained;

    private final double[][] merges = new double[SILENCES.length][4];

    /**
     * Adds a send to a target whose edge may still have been pending.
     *
     * @param silence index into {@link #SILENCES}
     * @param probability that it was pending, had it not been lost
     * @param firstIntoHandler whether the pending edge had been sent into a handler and may have been lost
     * @param secondIntoHandler whether this edge was
     */
    void merge(int silence, double probability, boolean firstIntoHandler, boolean secondIntoHandler) {
        merges[silence][(firstIntoHandler ? INTO_HANDLER_FIRST : 0) + (secondIntoHandler ? INTO_HANDLER_SECOND : 0)] +=
                probability;
    }

    /**
     * {@return the expected number of merged sends}
     *
     * @param silence index into {@link #SILENCES}
     * @param lostShare share of the edges sent into handlers that is lost; a lost edge is not pending
     */
    double merged(int silence, double lostShare) {
        double[] of = merges[silence];
        double kept = 1 - lostShare;
        return of[0] + kept * (of[INTO_HANDLER_FIRST] + of[INTO_HANDLER_SECOND]) + kept * kept * of[3];
    }
}

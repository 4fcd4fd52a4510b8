package lostedge.engine.finding;

/**
 * How often the events of a recording contradict one another where no recorder tells of a gap: events are missing
 * there, or recorded twice.
 *
 * @param starts functions seen to start
 * @param breaks places where the events of one CPU cannot follow one another, whatever its clock
 * @param startsUnseen functions that ran and were not seen to start
 * @param startsUnqueued functions that were seen to start and not to be queued, while the events of all CPUs are known
 */
public record Completeness(long starts, long breaks, long startsUnseen, long startsUnqueued) {
    private static final long FEWEST = 3;
    private static final long STARTS_FOR_ONE_UNSEEN = 200;

    /** {@return the places where events contradict one another} */
    public long contradictions() {
        return breaks + startsUnseen;
    }

    /** {@return whether events are missing in so many places that more must be thought missing in others} */
    public boolean eventsMissing() {
        return contradictions() >= FEWEST;
    }

    /** {@return whether the events of single CPUs alone show that} */
    public boolean eventsMissingOnOneCpu() {
        return breaks >= FEWEST;
    }

    /** {@return whether so many starts of functions are missing that others must be thought missing too} */
    public boolean startsMissing() {
        return startsUnseen >= FEWEST && startsUnseen * STARTS_FOR_ONE_UNSEEN > starts;
    }
}

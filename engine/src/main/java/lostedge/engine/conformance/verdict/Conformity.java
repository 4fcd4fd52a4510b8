package lostedge.engine.conformance.verdict;

import java.util.List;
import java.util.Map;
import lostedge.engine.belief.Assumptions;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a recording.
 *
 * @param outcome what is known
 * @param assumptions what it was held against
 * @param events how many events it has
 * @param explained how long its longest explained prefix is, in events
 * @param compared events of that prefix that were held against known states
 * @param beforeKnown events of that prefix on CPUs of which nothing was known yet
 * @param unobserved events of that prefix of kinds the model does not know, or that only show a CPU running
 * @param gaps how often events were missing, so that all had to be found anew
 * @param mostStates most states that explained one CPU's events at a time
 * @param freeSteps free steps taken, over the whole recording
 * @param unexplained how many events were not explained, going on anew after each
 * @param first the first of them, or null
 * @param reason why the outcome is {@link Outcome#UNDETERMINED}, or null
 */
public record Conformity(
        Outcome outcome,
        Assumptions assumptions,
        long events,
        long explained,
        long compared,
        long beforeKnown,
        long unobserved,
        long gaps,
        int mostStates,
        Map<FreeStep, Long> freeSteps,
        long unexplained,
        @Nullable Unexplained first,
        @Nullable String reason) {
    /** What no verdict covers: the recording shows nothing of it that the model could be held to. */
    public static final List<String> NOT_CHECKED = List.of(
            "how long callers wait: no event tells which calls wait, nor when a wait ends",
            "machine checks and performance interrupts: they leave no event",
            "durations, but for the time an edge may take to a CPU that accepts it");

    /** What is known. */
    public enum Outcome {
        /** Every event is explained. */
        EXPLAINED,
        /** At least one event is explained by no step of the model. */
        NOT_EXPLAINED,
        /** The recording does not tell, or the search was given up. */
        UNDETERMINED
    }
}

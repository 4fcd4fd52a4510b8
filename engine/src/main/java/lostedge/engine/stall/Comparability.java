package lostedge.engine.stall;

import lostedge.engine.event.Clock;
import lostedge.engine.event.LossLedger;
import lostedge.engine.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/** Whether stamps of two CPUs can be compared, and whether their differences are times. */
public final class Comparability {
    /** One event in so many may be unreadable before others must be thought missing. */
    private static final long READABLE_FOR_ONE_REFUSED = 1000;

    /** One event in so many may contradict the one before it. */
    private static final long EVENTS_FOR_ONE_CONTRADICTION = 200;

    /** Starts after their queueing that show two CPUs' clocks to agree. */
    private static final long STARTS_THAT_TELL = 20;

    private final Clock clock;
    private final Timeline timeline;
    private final @Nullable String found;
    private long refused;
    private long missing;

    /**
     * Comparability of stamps on this clock, judged by what a timeline sees.
     *
     * @param found why an earlier pass over the recording found that they do not order two CPUs, or null
     */
    public Comparability(Clock clock, Timeline timeline, @Nullable String found) {
        this.clock = clock;
        this.timeline = timeline;
        this.found = found;
    }

    /** What keeps stamps of two CPUs from being ordered. */
    private enum Reason {
        COARSE,
        CLOCKS_DISAGREE,
        FOUND_EARLIER,
        UNREADABLE,
        STARTS_MISSING,
        UNCHECKED,
        MISSING
    }

    /**
     * Notes what its reader could not make sense of, as the recording ends.
     *
     * @param events how many events it could
     */
    public void read(LossLedger losses, long events) {
        long count = losses.losses().stream()
                .filter(loss -> loss.severity() == LossLedger.Severity.ERROR
                        && !loss.forbids().isEmpty())
                .mapToLong(LossLedger.Loss::count)
                .sum();
        refused = count * READABLE_FOR_ONE_REFUSED > events ? count : 0;
        long contradictions = timeline.completeness().contradictions();
        missing = contradictions * EVENTS_FOR_ONE_CONTRADICTION > events ? contradictions : 0;
    }

    /** {@return whether later stamps on one CPU mean later than on another} */
    public boolean ordered() {
        return reason() == null;
    }

    private @Nullable Reason reason() {
        if (clock.hasDurations() && timeline.coarse()) {
            return Reason.COARSE;
        }
        if (timeline.clocksDisagree()) {
            return Reason.CLOCKS_DISAGREE;
        }
        if (found != null) {
            return Reason.FOUND_EARLIER;
        }
        if (refused > 0) {
            return Reason.UNREADABLE;
        }
        if (timeline.completeness().startsMissing()) {
            return Reason.STARTS_MISSING;
        }
        if (!clock.acrossCpus() && timeline.starts() < STARTS_THAT_TELL) {
            return Reason.UNCHECKED;
        }
        return missing > 0 && timeline.completeness().eventsMissing() ? Reason.MISSING : null;
    }

    /** {@return why stamps of two CPUs do not order what happened, or null if they do} */
    public @Nullable String why() {
        Reason reason = reason();
        if (reason == null) {
            return null;
        }
        return switch (reason) {
            case CLOCKS_DISAGREE ->
                (timeline.queuesComplete() ? "" : "events are missing that no gap tells of, or ")
                        + "the clocks of two CPUs disagree: " + timeline.startsBeforeCause()
                        + " functions are stamped as started before they were queued";
            case FOUND_EARLIER -> found;
            case UNREADABLE -> "events are missing: " + refused + " lines or records could not be read";
            case STARTS_MISSING ->
                "events are missing that no gap tells of, or the clocks of two CPUs disagree: "
                        + timeline.completeness().startsUnseen() + " functions ran that were not seen to start";
            case UNCHECKED ->
                "the clock \"" + clock.domain().traceName()
                        + "\" may differ between CPUs, and too few calls were recorded to check it";
            case COARSE ->
                timeline.stepNs() == Timeline.NO_STEP
                        ? "no two stamps differ"
                        : "the clock moves in steps of " + Durations.text(timeline.stepNs())
                                + ", too coarse to order what two CPUs do";
            case MISSING ->
                "events are missing that no gap tells of: in " + missing + " places others contradict each other";
        };
    }

    /** {@return whether differences of stamps are times} */
    public boolean measures() {
        return clock.hasDurations();
    }
}

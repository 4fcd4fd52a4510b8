package lostedge.engine.conformance.verdict;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.belief.Assumptions;
import lostedge.engine.conformance.verdict.Conformity.Outcome;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import lostedge.engine.receiver.Receiver;
import org.jspecify.annotations.Nullable;

/** What a comparison has found so far: how far it came, and the first event without explanation. */
public final class Tally {
    private final StateWords words;
    private final Labels labels;
    private final FreeSteps free;

    private long compared;
    private long beforeKnown;
    private long unobserved;
    private int mostStates;
    private long unexplained;
    private long givenUp;
    private boolean everKnown;
    private @Nullable Unexplained first;
    private @Nullable String why;

    /** Nothing yet. */
    public Tally(StateWords words, Labels labels, FreeSteps free) {
        this.words = words;
        this.labels = labels;
        this.free = free;
    }

    /** An event of a CPU that was known or not. */
    public void compared(boolean known) {
        compared += first == null && known ? 1 : 0;
        beforeKnown += first == null && !known ? 1 : 0;
    }

    /** An event that only shows a CPU running. */
    public void unobserved() {
        unobserved += first == null ? 1 : 0;
    }

    /** A receiver's states after an event. */
    public void states(Receiver receiver) {
        everKnown |= receiver.known();
        mostStates = Math.max(mostStates, receiver.belief().size());
    }

    /** More states or events than may be kept. */
    public void gaveUp(RecordedEvent event, String reason) {
        if (givenUp++ == 0) {
            why = "a bound was reached: " + reason + ", first at position " + event.position();
        }
    }

    /** No step of the receiver explains the event. */
    public void unexplained(Receiver receiver, Receiver[] all, RecordedEvent event) {
        if (first == null) {
            List<CpuPicture> before = new ArrayList<>();
            before.add(words.picture(receiver));
            for (Receiver other : all) {
                if (other != receiver) {
                    before.add(words.picture(other));
                }
            }
            first = new Unexplained(
                    event.index(),
                    event.ns(),
                    event.cpu(),
                    event.position(),
                    EventKind.of((byte) event.kind()),
                    event.label() < 0 ? "" : labels.text(event.label()),
                    receiver.cpu(),
                    before,
                    words.enabled(receiver));
        }
        unexplained++;
    }

    /**
     * {@return the verdict}
     *
     * @param events how many events there were
     * @param gaps how often some were missing
     * @param refusal why there is none to be had, or null
     */
    public Conformity verdict(Assumptions assumptions, long events, long gaps, @Nullable String refusal) {
        String reason = refusal != null ? refusal : why;
        Outcome outcome = Outcome.EXPLAINED;
        if (first != null) {
            outcome = Outcome.NOT_EXPLAINED;
            reason = null;
        } else if (reason != null) {
            outcome = Outcome.UNDETERMINED;
        } else if (!everKnown) {
            outcome = Outcome.UNDETERMINED;
            reason = "no CPU's queue was ever surely known";
        }
        Unexplained found = first;
        long prefix = found != null ? found.index() : outcome == Outcome.EXPLAINED ? events : 0;
        return new Conformity(
                outcome,
                assumptions,
                events,
                prefix,
                compared,
                beforeKnown,
                unobserved,
                gaps,
                mostStates,
                free.counts(),
                unexplained,
                found,
                reason);
    }
}

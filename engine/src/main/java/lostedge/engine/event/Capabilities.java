package lostedge.engine.event;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which kinds of event a source can carry. Absence of an event counts as evidence only for a kind that is
 * {@link Presence#RECORDED} or {@link Presence#SEEN}.
 */
public final class Capabilities {
    /** What is known of one kind. */
    public enum Presence {
        /** At least one event of the kind occurred. */
        SEEN,
        /** The recording's own set-up says the kind was switched on, though none occurred. */
        RECORDED,
        /** The recording's own set-up says the kind was switched off. */
        NOT_RECORDED,
        /** None occurred, and nothing tells whether it would have been recorded. */
        UNKNOWN
    }

    private final EnumSet<EventKind> seen = EnumSet.noneOf(EventKind.class);
    private final EnumSet<EventKind> recorded = EnumSet.noneOf(EventKind.class);
    private final EnumSet<EventKind> notRecorded = EnumSet.noneOf(EventKind.class);

    /** Notes that an event of the kind occurred. */
    public void see(EventKind kind) {
        seen.add(kind);
    }

    /**
     * Notes that every kind in {@code on} was switched on and every other tracepoint was off, as a set-up file tells.
     */
    public void declare(Set<EventKind> on) {
        recorded.addAll(on);
        notRecorded.addAll(EnumSet.complementOf(EnumSet.copyOf(on)));
    }

    /** {@return what is known of the kind; before the source has ended, only of what was read so far} */
    public Presence of(EventKind kind) {
        if (seen.contains(kind)) {
            return Presence.SEEN;
        }
        if (recorded.contains(kind)) {
            return Presence.RECORDED;
        }
        return notRecorded.contains(kind) ? Presence.NOT_RECORDED : Presence.UNKNOWN;
    }

    /** {@return whether an event of the kind would have been seen had it happened} */
    public boolean carries(EventKind kind) {
        return seen.contains(kind) || recorded.contains(kind);
    }

    /** {@return a copy of the kinds that occurred} */
    public Set<EventKind> seen() {
        return EnumSet.copyOf(seen);
    }
}

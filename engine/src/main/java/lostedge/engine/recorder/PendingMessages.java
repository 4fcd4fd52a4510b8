package lostedge.engine.recorder;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.Ipi.HandledBy;
import org.jspecify.annotations.Nullable;

/** The messages sent to one CPU that it has not handled, and what made it look for them. */
final class PendingMessages {
    private List<Message> queued = new ArrayList<>();
    /** What a flush has taken from the queue. */
    private List<Message> taken = new ArrayList<>();
    /** Messages that need no queue. */
    private final List<Message> flagged = new ArrayList<>();
    /** Messages whose edges were not lost and not yet answered. */
    private final List<Message> unanswered = new ArrayList<>();
    /** How many of the messages without a queue were there when {@code handle_ipi} last took the bits. */
    private int raised;

    private HandledBy means = HandledBy.OWN_INTERRUPT;
    private @Nullable InterruptKind inside;

    // ---- What is sent to the CPU.

    void queue(Message message) {
        queued.add(message);
    }

    void flag(Message message) {
        flagged.add(message);
    }

    void signal(Message message) {
        unanswered.add(message);
    }

    /** {@return the messages in the queue, the first one first} */
    List<Message> queued() {
        return queued;
    }

    /** {@return the messages of the flush that runs} */
    List<Message> taken() {
        return taken;
    }

    /** {@return the messages without a queue} */
    List<Message> flagged() {
        return flagged;
    }

    // ---- What the CPU does about it.

    /** The CPU may look for messages, by this means, inside a handler of this kind. */
    void lookBy(HandledBy by, @Nullable InterruptKind handler) {
        means = by;
        inside = handler;
    }

    /** It enters its own interrupt. */
    void enter() {
        lookBy(HandledBy.OWN_INTERRUPT, null);
        unanswered.forEach(message -> message.answered = true);
        unanswered.clear();
    }

    /** It takes the bits. */
    void takeBits() {
        raised = flagged.size();
    }

    /** It takes the queue; {@return what was in it} */
    List<Message> takeQueue(long ns) {
        List<Message> free = taken;
        taken = queued;
        queued = free;
        taken.forEach(message -> message.take(ns, means, inside));
        return taken;
    }

    /** It takes the messages of one kind that need no queue and whose bit it took; {@return them} */
    List<Message> takeFlagged(IpiMessage kind, long ns) {
        List<Message> found = new ArrayList<>(flagged.subList(0, raised));
        found.removeIf(message -> message.message != kind);
        flagged.removeAll(found);
        raised -= found.size();
        found.forEach(message -> message.take(ns, means, inside));
        return found;
    }
}

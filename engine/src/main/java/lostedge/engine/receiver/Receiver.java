package lostedge.engine.receiver;

import lostedge.engine.belief.Belief;
import lostedge.engine.belief.BeliefSpace;

/**
 * One CPU as a receiver: the states that explain what it did and what was sent to it. Nothing is known of it until its
 * queue is; from there on all states that this allows are carried along.
 */
public final class Receiver {
    private final int cpu;
    private final Explanation explanation;
    private final Inbox inbox;
    private final Course course;

    /** A receiver of which nothing is known. */
    public Receiver(int cpu, BeliefSpace space) {
        this.cpu = cpu;
        explanation = new Explanation(space);
        inbox = new Inbox(explanation);
        course = new Course(explanation, inbox);
    }

    /** {@return its number in the recording} */
    public int cpu() {
        return cpu;
    }

    /** {@return what others send to it} */
    public Inbox inbox() {
        return inbox;
    }

    /** {@return what it does itself} */
    public Course course() {
        return course;
    }

    /** {@return whether its states are known} */
    public boolean known() {
        return explanation.known();
    }

    /** {@return a number that changes whenever what was known is forgotten: slots are those of one epoch} */
    public int epoch() {
        return explanation.epoch();
    }

    /** {@return the states that explain what was recorded; none if it is not known} */
    public Belief belief() {
        return explanation.belief();
    }

    /** {@return those, and all that silent steps lead to} */
    public Belief closure() {
        return explanation.closure();
    }

    /** {@return the calls its senders stand for} */
    public CallSlots slots() {
        return explanation.slots;
    }

    /** Forgets its states: an event was not explained. */
    public void forget() {
        explanation.forget();
        inbox.forget();
    }

    /** Forgets its states and where its program is: events are missing. */
    public void gap() {
        forget();
        course.gap();
    }
}

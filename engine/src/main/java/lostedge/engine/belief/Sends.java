package lostedge.engine.belief;

/**
 * How far the sends to a receiver are known to be, as masks of slots.
 *
 * @param queued their queue event was seen: they may be queued
 * @param sent their send event was seen: they found the queue empty, may set their bit and raise their edge
 * @param past their sender was seen past them; their function has not run
 * @param unseen their function leaves no event
 * @param overdue a watchdog may send their edge again
 */
public record Sends(long queued, long sent, long past, long unseen, long overdue) {
    /** There is none. */
    public static final Sends NONE = new Sends(0, 0, 0, 0, 0);

    /** {@return all of them} */
    public long all() {
        return queued | sent | past;
    }

    /** {@return the same with a slot whose queue event was seen} */
    public Sends queued(int slot, boolean functionUnseen) {
        long bit = 1L << slot;
        return new Sends(queued | bit, sent, past, functionUnseen ? unseen | bit : unseen, overdue);
    }

    /** {@return the same with a slot whose send event was seen} */
    public Sends sent(int slot) {
        long bit = 1L << slot;
        return new Sends(queued & ~bit, sent | bit, past, unseen, overdue);
    }

    /** {@return the same with a slot whose sender was seen past it} */
    public Sends past(int slot) {
        long bit = 1L << slot;
        return new Sends(queued & ~bit, sent & ~bit, past | bit, unseen, overdue);
    }

    /** {@return the same with a slot whose edge may be sent again} */
    public Sends overdue(int slot) {
        return new Sends(queued, sent, past, unseen, overdue | 1L << slot);
    }

    /** {@return the same with a slot that is free} */
    public Sends without(int slot) {
        long others = ~(1L << slot);
        return new Sends(queued & others, sent & others, past & others, unseen & others, overdue & others);
    }

    /** {@return whether a mask has a slot} */
    public static boolean has(long slots, int slot) {
        return (slots >>> slot & 1) != 0;
    }
}

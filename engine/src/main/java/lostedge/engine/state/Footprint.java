package lostedge.engine.state;

import java.util.Arrays;

/**
 * The bits of packed states that were looked at or changed in the states it watches. Two states that agree on the
 * footprint of what was done in one of them are alike to it: in the other it does the same.
 */
public final class Footprint {
    private final StateLayout layout;
    private final long[] words;

    /** An empty footprint. */
    public Footprint(StateLayout layout) {
        this.layout = layout;
        words = new long[layout.words()];
    }

    /** {@return a new state it watches, the initial one} */
    public SystemState watched() {
        return new WatchedState();
    }

    /** Forgets all. */
    public void clear() {
        Arrays.fill(words, 0);
    }

    /** {@return the bits touched in one of a packed state's words} */
    public long word(int word) {
        return words[word];
    }

    /** Adds what tells an instance of a variable; see {@link SystemState#touch}. */
    private void add(Variable variable, int instance, int cpu) {
        layout.addBits(variable, instance, cpu, words);
    }

    /** A state whose every variable tells when it is touched. */
    private final class WatchedState extends SystemState {
        WatchedState() {
            super(layout, new WatchedSends(), new WatchedMailboxes());
        }

        @Override
        void touch(Variable variable, int instance, int cpu) {
            add(variable, instance, cpu);
        }
    }

    private final class WatchedSends extends Sends {
        WatchedSends() {
            super(layout);
        }

        @Override
        void touch(Variable variable, int instance, int cpu) {
            add(variable, instance, cpu);
        }
    }

    private final class WatchedMailboxes extends Mailboxes {
        WatchedMailboxes() {
            super(layout);
        }

        @Override
        void touch(Variable variable, int instance, int cpu) {
            add(variable, instance, cpu);
        }
    }
}

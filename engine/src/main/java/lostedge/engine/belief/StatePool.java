package lostedge.engine.belief;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every state met so far, packed, once, with a number of its own. */
final class StatePool {
    /** The words of a state, which must not be changed, and its number. */
    record Pooled(long[] words, int number) {}

    /** Words as a value. */
    private record Key(long[] words) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(words, key.words);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(words);
        }
    }

    private final Map<Key, Pooled> states = new HashMap<>();

    /** {@return the pooled state of the same words; it keeps these if there is none} */
    Pooled pooled(long[] words) {
        return states.computeIfAbsent(new Key(words), unused -> new Pooled(words, states.size()));
    }

    int size() {
        return states.size();
    }

    void clear() {
        states.clear();
    }
}

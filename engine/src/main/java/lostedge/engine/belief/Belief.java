package lostedge.engine.belief;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lostedge.engine.state.StateLayout;
import lostedge.engine.state.SystemState;
import org.jspecify.annotations.Nullable;

/**
 * A set of states, each of which explains what was recorded so far; in the order they were found. It remembers where
 * moves led from it.
 */
public final class Belief {
    private final StateLayout layout;
    private final List<long[]> states;
    private final BitSet numbers;
    private final Map<Object, Belief> moves = new HashMap<>(4);

    Belief(GatheredStates gathered) {
        layout = gathered.layout();
        states = List.copyOf(gathered.states());
        numbers = gathered.numbers();
    }

    /** {@return how many states} */
    public int size() {
        return states.size();
    }

    /** {@return whether nothing explains what was recorded} */
    public boolean isEmpty() {
        return states.isEmpty();
    }

    /** {@return the states} */
    public List<SystemState> states() {
        return states.stream()
                .map(words -> {
                    SystemState state = new SystemState(layout);
                    layout.unpack(words, state);
                    return state;
                })
                .toList();
    }

    /** {@return the states, packed; they must not be changed} */
    List<long[]> packed() {
        return states;
    }

    /** {@return words it takes beside the states themselves} */
    long words() {
        return (long) states.size() + numbers.size() / Long.SIZE;
    }

    @Nullable
    Belief after(Object move) {
        return moves.get(move);
    }

    void remember(Object move, Belief next) {
        moves.put(move, next);
    }

    void forgetMoves() {
        moves.clear();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Belief belief && numbers.equals(belief.numbers);
    }

    @Override
    public int hashCode() {
        return numbers.hashCode();
    }
}

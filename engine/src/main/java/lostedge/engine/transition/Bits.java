package lostedge.engine.transition;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bits of a state in full, as a key: a {@code LongBuffer} would leave the upper half of each word out of its hash. */
record Bits(long[] words) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bits bits && Arrays.equals(words, bits.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }
}

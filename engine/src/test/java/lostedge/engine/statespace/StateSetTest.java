package lostedge.engine.statespace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateSetTest {
    @Test
    void setHoldsWhatWasAddedAndNothingElse() {
        for (int words = 1; words <= 3; words++) {
            Random random = new Random(words);
            StateSet set = new StateSet(words, 8);
            Set<List<Long>> plain = new HashSet<>();
            for (int i = 0; i < 20_000; i++) {
                long[] state = random.longs(words, 0, 12).toArray();
                List<Long> boxed = Arrays.stream(state).boxed().toList();
                assertThat(set.slot(state, 0) >= 0).isEqualTo(plain.contains(boxed));
                assertThat(set.add(state, 0)).isEqualTo(plain.add(boxed));
            }
            for (int i = 0; i < 20_000; i++) {
                long[] state = random.longs(words).map(l -> l >>> 1).toArray();
                assertThat(set.add(state, 0)).isTrue();
            }
            assertThat(set.size()).isEqualTo(plain.size() + 20_000);
        }
    }
}

package lostedge.engine.statespace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateSetTest {
    @Test
    void setHoldsWhatWasAddedAndNothingElse() {
        Random random = new Random(1);
        StateSet set = new StateSet();
        Set<Long> plain = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            long state = i % 2 == 0 ? random.nextInt(12_000) : random.nextLong() >>> 1;
            assertThat(set.slot(state) >= 0).isEqualTo(plain.contains(state));
            assertThat(set.add(state)).isEqualTo(plain.add(state));
            assertThat(set.get(set.slot(state))).isEqualTo(state);
        }
        assertThat(set.size()).isEqualTo(plain.size());
    }

    @Test
    void listsAreAddedAsTheirStatesOneByOne() {
        Random random = new Random(2);
        StateSet set = new StateSet();
        Set<Long> plain = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            StateList found = new StateList();
            StateList fresh = new StateList();
            List<Long> expected = new ArrayList<>();
            for (int k = random.nextInt(300); k > 0; k--) {
                long state = random.nextInt(20_000);
                found.add(state);
                if (plain.add(state)) {
                    expected.add(state);
                }
            }
            set.addAll(found, fresh);
            assertThat(fresh.size()).isEqualTo(expected.size());
            for (int k = 0; k < expected.size(); k++) {
                assertThat(fresh.get(k)).isEqualTo(expected.get(k));
            }
        }
        assertThat(set.size()).isEqualTo(plain.size());
    }
}

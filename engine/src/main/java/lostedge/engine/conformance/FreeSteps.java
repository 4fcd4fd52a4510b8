package lostedge.engine.conformance;

import java.util.EnumMap;
import java.util.Map;

/** How often each free step was needed. */
final class FreeSteps {
    private final EnumMap<FreeStep, Long> counts = new EnumMap<>(FreeStep.class);

    void count(FreeStep step) {
        counts.merge(step, 1L, Long::sum);
    }

    Map<FreeStep, Long> counts() {
        return new EnumMap<>(counts);
    }
}

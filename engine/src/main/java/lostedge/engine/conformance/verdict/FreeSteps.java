package lostedge.engine.conformance.verdict;

import java.util.EnumMap;
import java.util.Map;

/** How often each free step was needed. */
public final class FreeSteps {
    private final EnumMap<FreeStep, Long> counts = new EnumMap<>(FreeStep.class);

    /** Notes that a step was needed. */
    public void count(FreeStep step) {
        counts.merge(step, 1L, Long::sum);
    }

    Map<FreeStep, Long> counts() {
        return new EnumMap<>(counts);
    }
}

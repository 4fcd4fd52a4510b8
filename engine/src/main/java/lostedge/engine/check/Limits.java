package lostedge.engine.check;

import java.util.function.BooleanSupplier;

/**
 * What a check may use; beyond, its verdict is incomplete.
 *
 * @param bytes memory for states
 * @param deadline asked between chunks of work; true once time is up
 */
public record Limits(long bytes, BooleanSupplier deadline) {
    /** No limit in time. */
    public static Limits ofBytes(long bytes) {
        return new Limits(bytes, () -> false);
    }
}

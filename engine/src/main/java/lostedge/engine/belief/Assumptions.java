package lostedge.engine.belief;

import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;

/**
 * What a recording is held against.
 *
 * @param hardware what becomes of edges
 * @param partly whether it loses only a part of the edges that it may lose, which part nobody knows
 * @param kernel what the kernel does about it
 * @param strict whether to refuse the {@link FreeStep}s, which real kernels take and the model lacks
 * @param latencyNs how long an edge may take from its sender to a CPU that accepts it, ns; {@link Long#MAX_VALUE} if
 *     the recording's clock has no durations
 * @param maxStates how many states may explain one CPU's events before the search is given up
 */
public record Assumptions(
        Hardware hardware, boolean partly, KernelVariant kernel, boolean strict, long latencyNs, int maxStates) {
    /** Latency that no hardware exceeds where the CPU runs at all, ns. */
    public static final long LATENCY_NS = 50_000;

    /** States of one CPU that are cheap to keep. */
    public static final int MAX_STATES = 20_000;

    /** Usual tolerances. */
    public Assumptions(Hardware hardware, KernelVariant kernel) {
        this(hardware, false, kernel, false, LATENCY_NS, MAX_STATES);
    }

    /** {@return the same with another latency} */
    public Assumptions withLatencyNs(long other) {
        return new Assumptions(hardware, partly, kernel, strict, other, maxStates);
    }
}

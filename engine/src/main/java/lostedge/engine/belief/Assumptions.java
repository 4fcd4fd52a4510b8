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
 * @param toleranceNs how close stamps of two CPUs may lie and still hide which event was first, ns; {@link #EXACT} if
 *     events happened in their recorded order
 * @param maxStates how many states may explain one CPU's events before the search is given up
 */
public record Assumptions(
        Hardware hardware,
        boolean partly,
        KernelVariant kernel,
        boolean strict,
        long latencyNs,
        long toleranceNs,
        int maxStates) {
    /** Latency that no hardware exceeds where the CPU runs at all, ns. */
    public static final long LATENCY_NS = 50_000;

    /** States of one CPU that are cheap to keep. */
    public static final int MAX_STATES = 20_000;

    /** Stands for a tolerance where even equal stamps are in order. */
    public static final long EXACT = -1;

    /** Usual tolerances. */
    public Assumptions(Hardware hardware, KernelVariant kernel) {
        this(hardware, false, kernel, false, LATENCY_NS, EXACT, MAX_STATES);
    }

    /** {@return the same on other hardware} */
    public Assumptions withHardware(Hardware other) {
        return new Assumptions(other, partly, kernel, strict, latencyNs, toleranceNs, maxStates);
    }

    /** {@return the same with free steps refused or granted} */
    public Assumptions withStrict(boolean other) {
        return new Assumptions(hardware, partly, kernel, other, latencyNs, toleranceNs, maxStates);
    }

    /** {@return the same where hardware loses all, or only a part, of the edges that it may lose} */
    public Assumptions withPartly(boolean other) {
        return new Assumptions(hardware, other, kernel, strict, latencyNs, toleranceNs, maxStates);
    }

    /** {@return the same with another latency} */
    public Assumptions withLatencyNs(long other) {
        return new Assumptions(hardware, partly, kernel, strict, other, toleranceNs, maxStates);
    }

    /** {@return the same with another tolerance} */
    public Assumptions withToleranceNs(long other) {
        return new Assumptions(hardware, partly, kernel, strict, latencyNs, other, maxStates);
    }
}

package lostedge.engine.conformance.verdict;

import java.util.List;
import lostedge.engine.event.EventKind;

/**
 * An event that no microstep explains, whatever silent steps went before.
 *
 * @param index its number in the recording, from 0: as many events come before it
 * @param timestampNs its time, ns
 * @param cpu the CPU it was recorded on
 * @param position its line or offset in the recording
 * @param kind what it is
 * @param name the function or handler it names, or the empty text
 * @param receiver the CPU whose states it contradicts
 * @param before what was known of that CPU just before, then of the others
 * @param enabled the steps that could have come next at that CPU, in the words of the kernel
 */
public record Unexplained(
        long index,
        long timestampNs,
        int cpu,
        long position,
        EventKind kind,
        String name,
        int receiver,
        List<CpuPicture> before,
        List<String> enabled) {}

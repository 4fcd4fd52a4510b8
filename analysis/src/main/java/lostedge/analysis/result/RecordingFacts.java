package lostedge.analysis.result;

import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one recording once it has been read.
 *
 * @param name file or archive member; may be hostile text
 * @param format the format's name on the command line
 * @param sizeBytes decompressed length, or -1 if not known
 * @param sha256 SHA-256 of the file as it lies on disk, in lower-case hex
 * @param clock the clock of its times
 * @param cpus how many CPUs it shows
 * @param events how many events it holds, 0 for counter readings
 * @param snapshots how many counter readings it holds
 * @param beginNs first time stamp, or {@link Long#MIN_VALUE} if it has none
 * @param endNs last time stamp, or {@link Long#MIN_VALUE}
 * @param positions what positions in it count, or null for counter readings
 * @param capabilities which kinds of event it carries, or null for counter readings
 */
public record RecordingFacts(
        String name,
        String format,
        long sizeBytes,
        String sha256,
        Clock clock,
        int cpus,
        long events,
        int snapshots,
        long beginNs,
        long endNs,
        EventSource.@Nullable Positions positions,
        @Nullable Capabilities capabilities) {}

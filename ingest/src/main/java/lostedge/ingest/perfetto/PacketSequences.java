package lostedge.ingest.perfetto;

import java.util.HashSet;
import java.util.Set;

/**
 * Which of the writers' sequences carry the kernel's events, and whether the recorder dropped packets of them.
 *
 * <p>A packet says that packets of its sequence were dropped before it ({@code previous_packet_dropped}). The first
 * packet of a sequence may say so, too ({@code protos/perfetto/trace/trace_packet.proto}): there it tells nothing.
 */
final class PacketSequences {
    private static final int MOST = 1 << 16;

    private final Set<Long> withEvents = new HashSet<>();

    /**
     * {@return whether events may have been dropped before a packet}
     *
     * @param dropped whether the packet says that packets were dropped before it
     * @param first whether it says to be its sequence's first
     */
    boolean eventsDropped(long sequence, boolean dropped, boolean first, boolean holdsEvents) {
        boolean known = withEvents.contains(sequence);
        if (holdsEvents && withEvents.size() < MOST) {
            withEvents.add(sequence);
        }
        return dropped && !first && known;
    }
}

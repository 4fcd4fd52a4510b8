package lostedge.ingest.ctf.metadata;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the metadata of a trace say.
 *
 * @param order byte order of numbers that tell none
 * @param uuid 16 bytes, or none
 * @param packetHeader what each packet begins with, or null for nothing
 * @param environment the {@code env} block
 * @param clocks by name
 * @param streams by id
 */
public record TraceMetadata(
        ByteOrder order,
        byte[] uuid,
        FieldType.@Nullable Structure packetHeader,
        Map<String, String> environment,
        Map<String, Clock> clocks,
        Map<Long, Stream> streams) {

    /**
     * A clock.
     *
     * @param frequency ticks per second
     * @param absolute whether its origin is the epoch, as far as the metadata tell
     */
    public record Clock(String name, long frequency, boolean absolute) {}

    /**
     * A kind of stream.
     *
     * @param packetContext what follows a packet's header, or null; likewise the others
     * @param eventHeader what each event begins with
     * @param eventContext what follows every event's header
     */
    public record Stream(
            long id,
            FieldType.@Nullable Structure packetContext,
            FieldType.@Nullable Structure eventHeader,
            FieldType.@Nullable Structure eventContext,
            List<Event> events) {}

    /**
     * A kind of event.
     *
     * @param context what follows the stream's own context, or null
     * @param fields its payload, or null
     */
    public record Event(
            long id, String name, FieldType.@Nullable Structure context, FieldType.@Nullable Structure fields) {}
}

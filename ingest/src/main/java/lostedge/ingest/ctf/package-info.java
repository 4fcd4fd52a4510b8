/**
 * Common Trace Format 1.8, as LTTng writes it: {@link lostedge.ingest.ctf.CtfReader} reads a folder of a file
 * {@code metadata} and one file of packets per CPU and channel.
 *
 * <pre>
 * packet   c1 1f fc c1                magic, in the byte order of the machine
 *          04 46 10 25 8b 36 fa 40 ... uuid of the trace
 *          stream id, stream instance
 *          timestamp_begin, timestamp_end, content_size, packet_size (bits), packet_seq_num, events_discarded, cpu_id
 *          events: id and time in 32 bits, or 16 and 32, or in full; contexts; fields
 * </pre>
 *
 * <p>What lies where, only the metadata tell; see the <a href="https://diamon.org/ctf/v1.8.3/">format's
 * specification</a> and <a href="https://lttng.org/docs/">LTTng's documentation</a>.
 */
@NullMarked
package lostedge.ingest.ctf;

import org.jspecify.annotations.NullMarked;

/**
 * Binary tracepoint records: a {@link lostedge.ingest.tracepoint.TracepointDecoder} turns the bytes the kernel wrote
 * into rows, guided by the {@code format} text every tracepoint carries in {@code events/SYSTEM/NAME/format}.
 *
 * <pre>
 * name: ipi_send_cpu
 * ID: 228
 * format:
 * 	field:unsigned short common_type;	offset:0;	size:2;	signed:0;
 * 	field:unsigned char common_flags;	offset:2;	size:1;	signed:0;
 * 	field:unsigned int cpu;	offset:8;	size:4;	signed:0;
 * </pre>
 *
 * <p>Ring buffer files and perf samples carry the same records; see <a
 * href="https://docs.kernel.org/trace/events.html#event-formats">Event formats</a> in the kernel's documentation.
 */
@NullMarked
package lostedge.ingest.tracepoint;

import org.jspecify.annotations.NullMarked;

/**
 * {@code perf record}'s {@code perf.data}, as a file or as it leaves a pipe:
 * {@link lostedge.ingest.perf.PerfDataReader} decodes its tracepoint samples with the event formats the file carries.
 *
 * <pre>
 * file:   "PERFILE2", u64 head size, u64 attribute size, then offset and size of attributes, data and event
 *         types, 256 feature bits; after the data one offset and size per feature bit that is set
 * pipe:   "PERFILE2", u64 16, records; attributes and formats come as records
 * record: u32 type, u16 misc, u16 size, body
 * sample: the fields its attribute's sample_type names, in the order of perf_event.h; RAW is the tracepoint
 * </pre>
 *
 * <p>Layouts: {@code tools/perf/Documentation/perf.data-file-format.txt} and {@code include/uapi/linux/perf_event.h} in
 * the kernel's sources.
 */
@NullMarked
package lostedge.ingest.perf;

import org.jspecify.annotations.NullMarked;

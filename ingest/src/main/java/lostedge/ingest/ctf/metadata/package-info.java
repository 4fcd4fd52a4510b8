/**
 * The metadata of a Common Trace Format trace: {@link lostedge.ingest.ctf.metadata.MetadataReader} turns its text, in
 * the Trace Stream Description Language, into a {@link lostedge.ingest.ctf.metadata.TraceMetadata}.
 *
 * <pre>
 * typealias integer { size = 27; align = 1; signed = false; map = clock.monotonic.value; } := uint27_clock_monotonic_t;
 * struct event_header_compact {
 * 	enum : uint5_t { compact = 0 ... 30, extended = 31 } id;
 * 	variant &lt;id&gt; {
 * 		struct { uint27_clock_monotonic_t timestamp; } compact;
 * 		struct { uint32_t id; uint64_clock_monotonic_t timestamp; } extended;
 * 	} v;
 * } align(8);
 * event {
 * 	name = "irq_softirq_raise"; id = 23; stream_id = 0;
 * 	fields := struct { integer { size = 32; align = 8; signed = 0; encoding = none; base = 10; } _vec; };
 * };
 * </pre>
 *
 * <p>The language is that of the <a href="https://diamon.org/ctf/v1.8.3/">Common Trace Format, version 1.8.3</a>.
 */
@NullMarked
package lostedge.ingest.ctf.metadata;

import org.jspecify.annotations.NullMarked;

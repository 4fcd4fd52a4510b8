/**
 * Perfetto traces, out: {@link lostedge.ingest.perfetto.PerfettoFile} writes findings and counters for the Perfetto
 * user interface (https://ui.perfetto.dev) and its trace processor.
 *
 * <p>A trace is a protobuf message of packets ({@code protos/perfetto/trace/trace_packet.proto}); only track
 * descriptors and track events are used, the few fields of which are written by hand:
 *
 * <pre>
 * Trace            1 packet
 * TracePacket      8 timestamp (ns)  10 trusted_packet_sequence_id  11 track_event  60 track_descriptor
 * TrackDescriptor  1 uuid  2 name  5 parent_uuid  8 counter { 6 unit_name }
 * TrackEvent       4 debug_annotations { 10 name, 4 int_value, 6 string_value }  9 type  11 track_uuid  23 name
 *                  30 counter_value  47 flow_ids  48 terminating_flow_ids
 * </pre>
 */
@NullMarked
package lostedge.ingest.perfetto;

import org.jspecify.annotations.NullMarked;

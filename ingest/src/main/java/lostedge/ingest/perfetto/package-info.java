/**
 * Perfetto traces, in and out: {@link lostedge.ingest.perfetto.PerfettoReader} reads the kernel's events, and
 * {@link lostedge.ingest.perfetto.PerfettoFile} writes findings and counters for the Perfetto user interface
 * (https://ui.perfetto.dev) and its trace processor.
 *
 * <p>A trace is a protobuf message of packets ({@code protos/perfetto/trace/trace_packet.proto}). In:
 *
 * <pre>
 * Trace              1 packet
 * TracePacket        1 ftrace_events  6 clock_snapshot  10 trusted_packet_sequence_id  12 interned_data  13 sequence_flags
 *                    34 ftrace_stats  42 previous_packet_dropped  50 compressed_packets  87 first_packet_on_sequence
 *                    133 zstd_compressed_packets
 * FtraceEventBundle  1 cpu  2 event  3 lost_events  4 compact_sched  5 ftrace_clock  8 error  11 generic_event_descriptors
 * FtraceEvent        1 timestamp (ns)  2 pid  5 common_flags  327 generic  and a number for each known tracepoint
 * </pre>
 *
 * <p>Out, track descriptors and track events alone:
 *
 * <pre>
 * TracePacket      8 timestamp (ns)  10 trusted_packet_sequence_id  11 track_event  60 track_descriptor
 * TrackDescriptor  1 uuid  2 name  5 parent_uuid  8 counter { 6 unit_name }
 * TrackEvent       4 debug_annotations { 10 name, 4 int_value, 6 string_value }  9 type  11 track_uuid  23 name
 *                  30 counter_value  47 flow_ids  48 terminating_flow_ids
 * </pre>
 */
@NullMarked
package lostedge.ingest.perfetto;

import org.jspecify.annotations.NullMarked;

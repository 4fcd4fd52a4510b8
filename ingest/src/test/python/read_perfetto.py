"""Prints the packets of a Perfetto trace, parsed by Perfetto's own message definitions, one line each."""

import pathlib
import sys

from perfetto.protos.perfetto.trace import perfetto_trace_pb2 as perfetto

trace = perfetto.Trace()
trace.ParseFromString(pathlib.Path(sys.argv[1]).read_bytes())
names = {}
for packet in trace.packet:
    assert packet.trusted_packet_sequence_id == 1
    if packet.HasField("track_descriptor"):
        track = packet.track_descriptor
        parent = f"{names[track.parent_uuid]}/" if track.parent_uuid else ""
        assert track.uuid not in names, "a track described twice"
        names[track.uuid] = parent + track.name
        print("track", names[track.uuid])
        continue
    event = packet.track_event
    kind = {event.TYPE_SLICE_BEGIN: "begin", event.TYPE_SLICE_END: "end",
            event.TYPE_INSTANT: "instant", event.TYPE_COUNTER: "counter"}[event.type]
    words = [packet.timestamp, kind, names[event.track_uuid]]
    if event.name:
        words.append(event.name)
    if kind == "counter":
        words.append(event.counter_value)
    words += [f"flow {flow}" for flow in event.flow_ids]
    words += [f"end {flow}" for flow in event.terminating_flow_ids]
    print(*words)

#!/usr/bin/env python3
"""Makes the traces of this folder with Perfetto's own message descriptors (pip install perfetto protobuf), and beside
each the rows it should become: time cpu kind pid code peer reference label site flags.
"""
import os
import zlib

from google.protobuf import descriptor_pb2
from perfetto.protos.perfetto.trace.perfetto_trace_pb2 import FtraceClock, FtraceEvent, FtraceStats, Trace, TracePacket

HERE = os.path.dirname(os.path.abspath(__file__))
SEQUENCE = 7


class Fixture:
    def __init__(self, name):
        self.name = name
        self.trace = Trace()
        self.rows = []

    def packet(self):
        packet = self.trace.packet.add()
        packet.trusted_packet_sequence_id = SEQUENCE
        packet.trusted_uid = 1000
        return packet

    def bundle(self, cpu, lost=False):
        bundle = self.packet().ftrace_events
        bundle.cpu = cpu
        if lost:
            bundle.lost_events = True
        return bundle

    def row(self, time, cpu, kind, pid=-1, code=-1, peer=-1, reference=0, label="", site="", flags=0):
        self.rows.append((time, len(self.rows), f"{time} {cpu} {kind} {pid} {code} {peer} {reference} [{label}] [{site}] {flags}"))

    def event(self, bundle, time, pid, kind, flags=None, known=None, **columns):
        event = bundle.event.add()
        event.timestamp = time
        event.pid = pid
        if flags is not None:
            event.common_flags = flags
        self.row(time, bundle.cpu, kind, pid=pid, flags=0 if known is None else known, **columns)
        return event

    def write(self, compressed=False):
        data = self.trace.SerializeToString()
        if compressed:
            half = len(self.trace.packet) // 2
            outer = Trace()
            for packets in (self.trace.packet[:half], self.trace.packet[half:]):
                outer.packet.add().compressed_packets = zlib.compress(Trace(packet=packets).SerializeToString())
            data = outer.SerializeToString()
        with open(f"{HERE}/{self.name}.pftrace", "wb") as file:
            file.write(data)
        with open(f"{HERE}/{self.name}.expected.txt", "w") as file:
            file.writelines(line + "\n" for _, _, line in sorted(self.rows))


KNOWN, IRQS_OFF, NEED_RESCHED, HARDIRQ = 1, 2, 8, 16


def generic(event, name, **fields):
    event.generic.event_name = name
    for key, value in fields.items():
        field = event.generic.field.add()
        field.name = key
        if isinstance(value, str):
            field.str_value = value
        elif value < 0:
            field.int_value = value
        else:
            field.uint_value = value


def typed(fixture):
    snapshot = fixture.packet().clock_snapshot
    for clock, time in ((6, 1000), (3, 900)):
        entry = snapshot.clocks.add()
        entry.clock_id, entry.timestamp = clock, time
    b = fixture.bundle(1)
    e = fixture.event(b, 1200, 42, "SCHED_WAKING", flags=1, known=KNOWN | IRQS_OFF, code=43, peer=3, label="wörk")
    e.sched_waking.comm, e.sched_waking.pid, e.sched_waking.prio, e.sched_waking.target_cpu = "wörk", 43, 120, 3
    e = fixture.event(b, 1300, 42, "SCHED_SWITCH", flags=5, known=KNOWN | IRQS_OFF | NEED_RESCHED,
                      code=0, reference=ord("D"), label="swapper/1")
    s = e.sched_switch
    s.prev_comm, s.prev_pid, s.prev_prio, s.prev_state = "a", 42, 120, 2
    s.next_comm, s.next_pid, s.next_prio = "swapper/1", 0, 120
    e = fixture.event(b, 1400, 0, "CPU_IDLE", code=-1, peer=1)
    e.cpu_idle.state, e.cpu_idle.cpu_id = 0xFFFFFFFF, 1
    b = fixture.bundle(0)
    e = fixture.event(b, 1000, 0, "IRQ_HANDLER_ENTRY", flags=9, known=KNOWN | IRQS_OFF | HARDIRQ, code=-8, label="timer")
    e.irq_handler_entry.irq, e.irq_handler_entry.name = -8, "timer"
    e = fixture.event(b, 1001, 0, "IRQ_HANDLER_EXIT", code=-8, reference=1)
    e.irq_handler_exit.irq, e.irq_handler_exit.ret = -8, 1
    for time, field, kind in ((1002, "softirq_raise", "SOFTIRQ_RAISE"), (1003, "softirq_entry", "SOFTIRQ_ENTRY"),
                              (1004, "softirq_exit", "SOFTIRQ_EXIT")):
        getattr(fixture.event(b, time, 0, kind, code=9), field).vec = 9
    for time, field, kind in ((1250, "ipi_entry", "IPI_ENTRY"), (1260, "ipi_exit", "IPI_EXIT"), (1270, "ipi_raise", "IPI_RAISE")):
        e = fixture.event(b, time, 0, kind, code=1, label="Function call interrupts")
        getattr(e, field).reason = "Function call interrupts"
    e = fixture.event(b, 1280, 5, "SCHED_MIGRATE_TASK", code=77, peer=1, reference=2)
    m = e.sched_migrate_task
    m.comm, m.pid, m.orig_cpu, m.dest_cpu = "m", 77, 2, 1
    e = fixture.event(b, 1281, 5, "LOCAL_TIMER_ENTRY", code=236)
    e.local_timer_entry.vector = 236
    e = fixture.event(b, 1282, 5, "OTHER", label="ftrace event 3")
    e.print.buf = "hello"


def generics(fixture):
    b = fixture.bundle(2)
    e = fixture.event(b, 2000, 9, "IPI_SEND_CPU", code=1, peer=3, label="0xffffffff81234567", site="0xffffffff81000010")
    generic(e, "ipi_send_cpu", cpu=3, callsite=0xFFFFFFFF81000010, callback=0xFFFFFFFF81234567)
    e = fixture.event(b, 2001, 9, "IPI_SEND_CPU", code=0, peer=3, site="0x10")
    generic(e, "ipi_send_cpu", cpu=3, callsite=0x10, callback=0)
    e = fixture.event(b, 2002, 9, "CSD_QUEUE_CPU", peer=1, reference=-0x7edcba98, label="do_flush", site="0xffffffff81000020")
    generic(e, "csd_queue_cpu", cpu=1, callsite=0xFFFFFFFF81000020, func=5, csd=0xFFFFFFFF81234568)
    packet = fixture.packet()
    packet.interned_data.kernel_symbols.add(iid=5, str=b"other_function")
    packet.sequence_flags = TracePacket.SEQ_INCREMENTAL_STATE_CLEARED
    packet.ftrace_events.cpu = 1
    e = fixture.event(packet.ftrace_events, 2010, 9, "CSD_FUNCTION_ENTRY", reference=77, label="other_function")
    generic(e, "csd_function_entry", func=5, csd=77)
    e = fixture.event(packet.ftrace_events, 2011, 9, "OTHER", label="my_own_event")
    generic(e, "my_own_event", text="x", negative=-1)
    b = fixture.bundle(1)
    described = b.generic_event_descriptors.add(field_id=70000, group_name="csd")
    message = descriptor_pb2.DescriptorProto(name="csd_function_exit")
    message.field.add(name="func", number=1, type=4)
    message.field.add(name="csd", number=2, type=4)
    described.event_descriptor = message.SerializeToString()
    e = fixture.event(b, 2012, 9, "CSD_FUNCTION_EXIT", reference=77, label="other_function")
    # a field the descriptors do not know: number 70000, a message { 1: 5, 2: 77 }
    raw = e.SerializeToString() + bytes([0x82, 0x97, 0x22, 4, 8, 5, 16, 77])
    e.ParseFromString(raw)


def symbols_first(fixture):
    packet = fixture.packet()
    packet.interned_data.kernel_symbols.add(iid=5, str=b"do_flush")


def compact(fixture):
    b = fixture.bundle(0, lost=True)
    fixture.row(3000, 0, "LOST_EVENTS", reference=-1)
    sched = b.compact_sched
    sched.intern_table.extend(["swapper/0", "git"])
    last = 0
    pid = -1
    for time, state, task, name in ((3000, 1, 50, 1), (3500, 0x100, 0, 0), (3900, 0, 51, 1)):
        sched.switch_timestamp.append(time - last)
        last = time
        sched.switch_prev_state.append(state)
        sched.switch_next_pid.append(task)
        sched.switch_next_prio.append(120)
        sched.switch_next_comm_index.append(name)
        letter = {1: "S", 0x100: "R", 0: "R"}[state]
        fixture.row(time, 0, "SCHED_SWITCH", pid=pid, code=task, reference=ord(letter), label=sched.intern_table[name])
        pid = task
    last = 0
    for time, running in ((3100, 50), (3950, 51)):
        sched.waking_timestamp.append(time - last)
        last = time
        sched.waking_pid.append(60)
        sched.waking_target_cpu.append(1)
        sched.waking_prio.append(120)
        sched.waking_comm_index.append(0)
        sched.waking_common_flags.append(0)
        fixture.row(time, 0, "SCHED_WAKING", pid=running, code=60, peer=1, label="swapper/0", flags=KNOWN)
    packet = fixture.packet()
    packet.previous_packet_dropped = 1
    packet.ftrace_events.cpu = 0
    fixture.row(4000, 0, "LOST_EVENTS", reference=-1)
    e = fixture.event(packet.ftrace_events, 4000, 1, "SOFTIRQ_RAISE", code=1)
    e.softirq_raise.vec = 1
    for phase, overrun in ((FtraceStats.START_OF_TRACE, 5), (FtraceStats.END_OF_TRACE, 17)):
        stats = fixture.packet().ftrace_stats
        stats.phase = phase
        stats.cpu_stats.add(cpu=0, overrun=overrun, dropped_events=1)


if __name__ == "__main__":
    whole = Fixture("events")
    symbols_first(whole)
    typed(whole)
    generics(whole)
    compact(whole)
    whole.write()
    whole.name = "compressed"
    whole.write(compressed=True)

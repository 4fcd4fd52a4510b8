#!/usr/bin/env python3
"""Makes the traces of this folder and what babeltrace2 prints of them.

    ./make-fixtures.py CAPTURE      CAPTURE: an LTTng kernel trace with 4 KiB packets, as lttng/ is cut from

odd/ is encoded here, bit by bit, from the format's specification: big-endian, numbers that lie across bytes, compact
event headers whose 27-bit stamps wrap, and types LTTng's kernel tracer does not write.
"""
import os
import shutil
import struct
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
UUID = bytes(range(16))


class Bits:
    """Bits of a packet; the first bit of a big-endian byte is its highest."""

    def __init__(self):
        self.bits = []

    def align(self, alignment):
        while len(self.bits) % alignment:
            self.bits.append(0)

    def number(self, value, size, align=None, little=False):
        self.align(align or (8 if size % 8 == 0 else 1))
        value &= (1 << size) - 1
        if little:
            assert size % 8 == 0
            value = int.from_bytes(value.to_bytes(size // 8, "little"), "big")
        self.bits += [(value >> (size - 1 - i)) & 1 for i in range(size)]

    def text(self, text):
        self.align(8)
        for byte in text.encode() + b"\0":
            self.number(byte, 8)

    def floating(self, value):
        self.number(struct.unpack(">Q", struct.pack(">d", value))[0], 64)

    def bytes(self):
        self.align(8)
        return bytes(int("".join(map(str, self.bits[i:i + 8])), 2) for i in range(0, len(self.bits), 8))


METADATA = """/* CTF 1.8 */
typealias integer { size = 8; align = 8; signed = false; } := uint8_t;
typealias integer { size = 32; align = 8; signed = false; } := uint32_t;
typealias integer { size = 64; align = 8; signed = false; } := unsigned long long;
typealias integer { size = 3; align = 1; signed = true; } := int3_t;
trace {
	major = 1; minor = 8; byte_order = be; uuid = "00010203-0405-0607-0809-0a0b0c0d0e0f";
	packet.header := struct { uint32_t magic; uint8_t uuid[16]; uint32_t stream_id; unsigned long long stream_instance_id; };
};
env { domain = "kernel"; tracer_name = "make-fixtures"; };
clock { name = "monotonic"; freq = 1000000000; offset = 7; };
typealias integer { size = 27; align = 1; map = clock.monotonic.value; } := stamp27_t;
typealias integer { size = 64; align = 8; map = clock.monotonic.value; base = hex; } := stamp64_t;
stream {
	id = 3;
	packet.context := struct {
		stamp64_t timestamp_begin; stamp64_t timestamp_end;
		unsigned long long content_size, packet_size, packet_seq_num;
		integer { size = 5; } events_discarded; uint32_t cpu_id;
	};
	event.header := struct {
		enum : integer { size = 5; align = 1; } { compact = 0 ... 30, extended = 31 } id;
		variant <id> {
			struct { stamp27_t timestamp; } compact;
			struct { uint32_t id; stamp64_t timestamp; } extended;
		} v;
	} align(8);
	event.context := struct { integer { size = 11; align = 1; signed = true; } _tid; };
};
event {
	name = "irq_handler_entry"; id = 1; stream_id = 3;
	fields := struct {
		int3_t _odd;
		integer { size = 33; align = 1; byte_order = be; } _wide;
		integer { size = 32; align = 8; signed = true; byte_order = le; } _irq;
		struct { uint8_t count; struct { int3_t a; string b; } align(16) _pairs[count]; } _nested;
		string _name;
	};
};
event {
	name = "irq_softirq_entry"; id = 2000000000; stream_id = 3;
	context := struct { floating_point { exp_dig = 11; mant_dig = 53; align = 8; } _load; };
	fields := struct {
		enum kind_t : int3_t { none = -1, "text" = 1, number = 2 ... 3 } _kind;
		variant <_kind> { struct { } none; string text; integer { size = 17; } number; } _choice;
		integer { size = 7; align = 1; encoding = UTF8; } _seven[2][3];
		uint32_t _vec;
	};
};
event {
	name = "sched_switch"; id = 4; stream_id = 3;
	fields := struct {
		uint8_t _length;
		integer { size = 8; align = 8; encoding = UTF8; } _prev_comm[_length];
		int3_t _prev_tid;
		integer { size = 8; align = 8; encoding = UTF8; } _next_comm[16];
		integer { size = 13; align = 1; } _next_tid;
		uint8_t _prev_state;
	};
};
"""


def event(bits, number, time, extended, tid):
    bits.align(8)
    if extended:
        bits.number(31, 5, 1)
        bits.number(number, 32)
        bits.number(time, 64)
    else:
        bits.number(number, 5, 1)
        bits.number(time, 27, 1)
    bits.number(tid, 11, 1)


def irq_entry(bits, time, tid, irq, pairs, name):
    event(bits, 1, time, False, tid)
    bits.align(16)  # as the structure's strictest field
    bits.number(-3, 3)
    bits.number(0x1DEADBEEF, 33)
    bits.number(irq, 32, 8, little=True)
    bits.align(16)
    bits.number(len(pairs), 8)
    bits.align(16)  # even where no element follows
    for a, b in pairs:
        bits.align(16)
        bits.number(a, 3)
        bits.text(b)
    bits.text(name)


def softirq_entry(bits, time, tid, kind, choice, vec):
    event(bits, 2000000000, time, True, tid)
    bits.align(8)
    bits.floating(0.75)
    bits.align(8)
    bits.number(kind, 3)
    if kind == 1:
        bits.text(choice)
    elif kind > 1:
        bits.number(choice, 17)
    for seven in b"abcdef":
        bits.number(seven, 7, 1)
    bits.number(vec, 32)


def sched_switch(bits, time, tid, length, next_comm, next_tid, state):
    event(bits, 4, time, False, tid)
    bits.number(length, 8)
    for byte in b"p" * length:
        bits.number(byte, 8)
    bits.number(-2, 3)
    for byte in next_comm.encode().ljust(16, b"\0"):
        bits.number(byte, 8)
    bits.number(next_tid, 13, 1)
    bits.number(state, 8)


def packet(cpu, number, discarded, begin, end, write):
    bits = Bits()

    def head(content, size):
        bits.number(0xC1FC1FC1, 32)
        for byte in UUID:
            bits.number(byte, 8)
        bits.number(3, 32)
        bits.number(cpu, 64)
        for value in (begin, end, content, size, number):
            bits.number(value, 64)
        bits.number(discarded, 5)
        bits.number(cpu, 32)

    head(0, 0)
    write(bits)
    content = len(bits.bits)
    size = (content + 511) // 512 * 512
    body = bits.bits
    bits.bits = []
    head(content, size)
    bits.bits += body[len(bits.bits):]
    bits.align(512)
    return bits.bytes()


def odd(folder):
    os.makedirs(folder, exist_ok=True)
    with open(folder + "/metadata", "w") as file:
        file.write(METADATA)
    wrap = 1 << 27
    for cpu in (0, 1):
        start = 5 * wrap - 1000 + 13 * cpu

        def first(bits):
            irq_entry(bits, start, 7, 5, [], "timer")
            irq_entry(bits, start + 900, -9, -1, [(1, "x"), (-4, "longer text")], "eth0")
            sched_switch(bits, start + 1100, 3, 5, "sixteen bytes...", 8000, 2)  # 27 bits wrapped
            softirq_entry(bits, start + 3 * wrap, 0, 1, "chosen", 9)

        def second(bits):
            softirq_entry(bits, start + 4 * wrap, 0, -1, None, 1)
            softirq_entry(bits, start + 4 * wrap + 1, 1, 3, 0x1FFFF, 2)
            sched_switch(bits, start + 4 * wrap + 50, 3, 0, "swapper", 0, 0)

        with open(f"{folder}/channel_{cpu}", "wb") as file:
            file.write(packet(cpu, 0, 0, start, start + 3 * wrap, first))
            file.write(packet(cpu, 1, 27, start + 4 * wrap, start + 4 * wrap + 60, second))


def cut(capture, folder, cpus, packets):
    os.makedirs(folder, exist_ok=True)
    shutil.copy(capture + "/metadata", folder)
    for cpu in cpus:
        with open(f"{capture}/ch_{cpu}", "rb") as file, open(f"{folder}/ch_{cpu}", "wb") as to:
            to.write(file.read(packets * 4096))


def print_with_babeltrace(folder):
    done = subprocess.run(
        ["babeltrace2", "--clock-cycles", folder], cwd=HERE, capture_output=True, text=True, check=True)
    with open(f"{HERE}/{folder}.expected.txt", "w") as file:
        file.write(done.stdout)
        file.writelines(line.split(" in trace")[0] + "\n" for line in done.stderr.splitlines() if line.startswith("WARNING: Tracer"))


if __name__ == "__main__":
    odd(HERE + "/odd")
    cut(sys.argv[1], HERE + "/lttng", (1, 2), 3)
    for name in ("odd", "lttng"):
        print_with_babeltrace(name)

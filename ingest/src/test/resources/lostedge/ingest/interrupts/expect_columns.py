#!/usr/bin/env python3
"""Reads recorded snapshots by column position, as their kernels print them, into the CSV the tests expect."""
import re

for name, ipi_offset in [("x86-6.1", 1), ("arm64-6.12", 0), ("alpha-stock", 1), ("alpha-rescue-rows", 1)]:
    lines = open(name + ".txt").read().split("\n")[:-1]
    cpus = [int(c[3:]) for c in lines[0].split()]
    with open(name + ".expected.csv", "w") as out:
        out.write("row,cpu,count,description\n")
        for line in lines[1:]:
            label, rest = line.split(":", 1)
            first = ipi_offset if label.startswith("IPI") else 1
            cells = [rest[first + 11 * i:first + 11 + 11 * i] for i in range(len(cpus))]
            if all(re.fullmatch(r" *\d+ ?", cell) for cell in cells):
                text = rest[first + 11 * len(cpus):].strip()
                out.write("".join("%s,%d,%d,%s\n" % (label.strip(), c, int(v), text) for c, v in zip(cpus, cells)))
            else:
                out.write("%s,,%d,\n" % (label.strip(), int(rest)))

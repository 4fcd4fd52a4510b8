#!/usr/bin/env python3
"""Prints /proc/interrupts of several architectures as their kernels print it, and the same counts as CSV.

Each layout follows the format strings of the kernel source named beside it. Counts are drawn with a fixed seed.
"""
import random

random.seed(20260530)


def count():
    return random.choice([0, 0, 1, random.randrange(1000), random.randrange(10**6), random.randrange(2**32)])


class Snapshot:
    def __init__(self, name, cpus, header):
        self.name, self.cpus = name, cpus
        self.lines, self.rows, self.seen = [header], [], {}

    def row(self, label, text, description, cell="%10u ", per_cpu=True, counts=None):
        counts = counts or [count() for _ in (self.cpus if per_cpu else [0])]
        self.lines.append(label + "".join(cell % c for c in counts) + text)
        key = label.strip().rstrip(": ").rstrip(":")
        self.seen[key] = self.seen.get(key, 0) + 1
        unique = key if self.seen[key] == 1 else "%s#%d" % (key, self.seen[key])
        for i, c in enumerate(counts):
            self.rows.append((unique, self.cpus[i] if per_cpu else "", c, description))

    def write(self):
        with open(self.name + ".txt", "w") as out:
            out.write("".join(line + "\n" for line in self.lines))
        with open(self.name + ".expected.csv", "w") as out:
            out.write("row,cpu,count,description\n")
            out.write("".join("%s,%s,%d,%s\n" % row for row in self.rows))


def generic(name, cpus, prec=3):  # kernel/irq/proc.c: "%*s" prec + 8, "CPU%-8d"
    return Snapshot(name, cpus, " " * (prec + 8) + "".join("CPU%-8d" % c for c in cpus))


def irq(s, number, text, prec=3):  # "%*d: ", "%10u "
    s.row("%*d: " % (prec, number), text, text.strip())


# arch/arm/kernel/{irq,smp}.c with the label against the first count, as seven-digit irq numbers are not reached
s = generic("arm", [0, 1])
irq(s, 16, "     GIC-0  29 Edge      twd")
irq(s, 40, "  40013000.interrupt-controller  12 Level     40011000.serial")
for i, text in enumerate(["CPU wakeup interrupts", "Timer broadcast interrupts", "Rescheduling interrupts"]):
    s.row("%*s%d:" % (2, "IPI", i), "  " + text, text, counts=[4294967295 - i, 3000000000 + i])
s.lines.append("FIQ:              usb_fiq")
s.row("Err: ", "", "", "%10u", per_cpu=False)
s.write()

# arch/riscv/kernel/smp.c
s = generic("riscv", [0, 1, 2, 3])
irq(s, 10, "  RISC-V INTC   5 Edge      riscv-timer")
irq(s, 12, "  SiFive PLIC  10 Edge      ttyS0")
for i, text in enumerate(["Rescheduling interrupts", "Function call interrupts", "CPU stop interrupts",
                          "CPU stop (for crash dump) interrupts", "IRQ work interrupts",
                          "Timer broadcast interrupts"]):
    s.row("%*s%d:%s" % (2, "IPI", i, ""), " " + text, text)
s.write()

# arch/powerpc/kernel/irq.c: LOC is printed twice
s = generic("powerpc", list(range(8)))
irq(s, 16, "  XIVE-IPI   0 Edge      IPI-0")
irq(s, 21, "  OPAL EVT   4 Level     hvc_console")
for label, text in [("LOC", "Local timer interrupts for timer event device"),
                    ("BCT", "Broadcast timer interrupts for timer event device"),
                    ("LOC", "Local timer interrupts for others"), ("SPU", "Spurious interrupts"),
                    ("PMI", "Performance monitoring interrupts"), ("MCE", "Machine check exceptions"),
                    ("DBL", "Doorbell interrupts")]:
    s.row("%*s: " % (3, label), "  " + text, text)
s.write()

# arch/s390/kernel/irq.c: eleven blanks before the CPUs whatever the labels
s = Snapshot("s390", [0, 1, 4], " " * 11 + "".join("CPU%-8d" % c for c in [0, 1, 4]))
for label in ["EXT", "I/O", "AIO"]:
    s.row(label + ": ", "", "")
s.row("%3d: " % 16, "  PCI-MSI  mlx5_async0@pci:0000:00:00.0", "PCI-MSI  mlx5_async0@pci:0000:00:00.0")
for label, text in [("CLK", "[EXT] Clock Comparator"), ("EXC", "[EXT] External Call"), ("C15", "[I/O] 3215"),
                    ("NMI", "[NMI] Machine Check"), ("RST", "[CPU] CPU Restart")]:
    s.row(label + ": ", "  " + text, text)
s.write()

# arch/mips/kernel/irq.c
s = generic("mips", [0, 1])
irq(s, 7, "      MIPS   7  timer")
irq(s, 8, "       GIC   0  IPI call")
s.row("%*s: " % (3, "ERR"), "", "", "%10u", per_cpu=False)
s.write()

# arch/sparc/kernel/irq_64.c
s = generic("sparc64", list(range(0, 16, 2)))
irq(s, 4, "      sun4v      SERR")
s.row("NMI: ", "     Non-maskable interrupts", "Non-maskable interrupts")
s.write()

# arch/parisc/kernel/irq.c: its own header, and columns one to the right of it
s = Snapshot("parisc", [0, 1], "    " + "".join("       CPU%d" % c for c in [0, 1]) + " [min/avg/max] (CPU cycle counts)")
s.row("%3d: " % 65, " %14s  timer" % "CPU", "CPU  timer")
s.row("%*s: " % (3, "RES"), "  Rescheduling interrupts", "Rescheduling interrupts")
s.row("%*s: " % (3, "CAL"), "  Function call interrupts", "Function call interrupts")
s.write()

# arch/loongarch/kernel/smp.c
s = generic("loongarch", [0, 1, 2, 3])
irq(s, 19, "  PCH PIC   8  ahci[0000:00:08.0]")
for i, text in enumerate(["Rescheduling interrupts", "Function call interrupts"]):
    s.row("%*s%d: " % (3, "IPI", i), " LoongArch  %d  %s" % (i + 1, text), "LoongArch  %d  %s" % (i + 1, text))
s.row("%*s: " % (3, "ERR"), "", "", "%10u", per_cpu=False)
s.write()

# kernel/irq/proc.c of Linux 6.13-rc: "%*d:", then each count after a blank, then chips that print no blank of their own
s = generic("arm64-6.13-rc", [0, 1])
for number, text in [(27, "GIC-0  27 Level     arch_timer"), (29, "40013000.pic   1 Edge      serial")]:
    s.row("%*d:" % (3, number), text, text, " %10u", counts=[random.randrange(10**6) for _ in "01"])
s.row("%*s: " % (3, "Err"), "", "", "%10u", per_cpu=False)
s.write()

# arch/x86/kernel/irq.c with 1152 CPUs, some offline
s = generic("x86-1152-cpus", [c for c in range(1152) if c % 100 != 99], prec=4)
irq(s, 0, "  IR-IO-APIC    2-edge      timer", prec=4)
s.row("%*s: " % (4, "LOC"), "  Local timer interrupts", "Local timer interrupts")
s.row("%*s: " % (4, "ERR"), "", "", "%10u", per_cpu=False)
s.row("%*s: " % (4, "MIS"), "", "", "%10u", per_cpu=False)
s.write()

# one CPU: only their names tell the machine-wide rows
s = generic("x86-one-cpu", [0])
irq(s, 0, "   IO-APIC   2-edge      timer")
s.row("%*s: " % (3, "LOC"), "  Local timer interrupts", "Local timer interrupts")
s.row("%*s: " % (3, "ERR"), "", "", "%10u", per_cpu=False)
s.write()

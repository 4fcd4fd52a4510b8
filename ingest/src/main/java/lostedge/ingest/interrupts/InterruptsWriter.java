package lostedge.ingest.interrupts;

import java.io.IOException;
import java.util.Locale;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.counter.CounterSnapshot.Row;

/**
 * Writes snapshots as an Alpha kernel prints {@code /proc/interrupts} ({@code kernel/irq/proc.c} with five-digit irq
 * numbers, {@code arch/alpha/kernel/irq.c}), and the file names and index lines of a folder of them. What
 * {@link InterruptsReader} read from an Alpha kernel is written byte for byte.
 */
public final class InterruptsWriter {
    private static final int IRQ_DIGITS = 5;
    private static final String BEFORE_ARCHITECTURE_TEXT = " ".repeat(10);

    private InterruptsWriter() {}

    /** Writes one snapshot. */
    public static void write(CounterSnapshot snapshot, Appendable out) throws IOException {
        out.append(" ".repeat(IRQ_DIGITS + 8));
        for (int cpu : snapshot.cpus()) {
            out.append(String.format(Locale.ROOT, "CPU%-8d", cpu));
        }
        out.append('\n');
        for (Row row : snapshot.rows()) {
            write(row, out);
        }
    }

    private static void write(Row row, Appendable out) throws IOException {
        boolean irq = Character.isDigit(row.name().charAt(0));
        out.append(irq ? String.format(Locale.ROOT, "%" + IRQ_DIGITS + "s: ", row.name()) : row.name() + ": ");
        for (long count : row.counts()) {
            out.append(String.format(Locale.ROOT, row.perCpu() ? "%10d " : "%10d", count));
        }
        if (irq) {
            int endOfChip = (row.description() + " ").indexOf(' ');
            out.append(String.format(Locale.ROOT, " %8s", row.description().substring(0, endOfChip)));
            out.append(row.description(), endOfChip, row.description().length());
        } else if (!row.description().isEmpty()) {
            out.append(BEFORE_ARCHITECTURE_TEXT).append(row.description());
        }
        out.append('\n');
    }

    /** {@return the name of a snapshot's file, such as "0001_2.785706352.txt" or "0000_1.365277287_start.txt"} */
    public static String fileName(int number, CounterSnapshot snapshot) {
        long ns = snapshot.timestampNs();
        String tag = snapshot.tag().isEmpty() ? "" : "_" + snapshot.tag();
        return String.format(Locale.ROOT, "%04d_%d.%09d%s.txt", number, ns / 1_000_000_000, ns % 1_000_000_000, tag);
    }

    /** {@return the snapshot's line in the index of its folder, without a line end} */
    public static String indexLine(int number, CounterSnapshot snapshot) {
        return fileName(number, snapshot) + "," + snapshot.timestampNs() + "," + snapshot.endNs();
    }
}

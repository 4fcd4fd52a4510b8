package lostedge.ingest.interrupts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lostedge.engine.counter.CounterSnapshot.Row;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;

/** Turns the lines of one {@code /proc/interrupts} into columns and rows. */
final class SnapshotParser {
    private static final int COUNT_WIDTH = 11;
    private static final int MAX_CPUS = 1 << 16;
    private static final int MAX_ROWS = 1 << 17;

    private final String source;
    private final LossLedger losses;
    private final int[] cpus;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Integer> occurrences = new HashMap<>();

    private SnapshotParser(String source, LossLedger losses, int[] cpus) {
        this.source = source;
        this.losses = losses;
        this.cpus = cpus;
    }

    /** {@return a parser for the rows below this line, if it is the line that names the CPUs} */
    static Optional<SnapshotParser> begin(String line, String source, LossLedger losses) {
        int[] cpus = header(line);
        return cpus.length == 0 ? Optional.empty() : Optional.of(new SnapshotParser(source, losses, cpus));
    }

    /** {@return the CPU numbers a header line names, ascending; empty if it is none} */
    static int[] header(String line) {
        if (!line.startsWith("CPU", blanks(line, 0))) {
            return new int[0];
        }
        int[] cpus = new int[Math.min(MAX_CPUS, line.length() / 4 + 1)];
        int count = 0;
        int at = blanks(line, 0);
        while (at > 0 && line.startsWith("CPU", at) && count < cpus.length) {
            int digits = digits(line, at + 3);
            if (digits == at + 3 || digits > at + 8) {
                break;
            }
            int cpu = Integer.parseInt(line, at + 3, digits, 10);
            if (count > 0 && cpu <= cpus[count - 1]) {
                return new int[0];
            }
            cpus[count++] = cpu;
            at = blanks(line, digits);
        }
        return Arrays.copyOf(cpus, count);
    }

    /**
     * Takes in a line below the header.
     *
     * @return false if the line is no row
     */
    boolean row(String line, long number) {
        int colon = line.indexOf(':');
        String label = colon < 0 ? "" : line.substring(0, colon).strip();
        if (label.isEmpty() || label.indexOf(' ') >= 0 || rows.size() == MAX_ROWS) {
            return false;
        }
        long[] counts = new long[cpus.length];
        int found = 0;
        int at = blanks(line, colon + 1);
        while (found < counts.length && at < line.length()) {
            int end = endOfCount(line, at, colon, found);
            boolean glued = end < line.length() && !Character.isWhitespace(line.charAt(end));
            if (end == at || glued && found < counts.length - 1) {
                break;
            }
            counts[found] = count(line, at, end);
            if (counts[found] < 0) {
                losses.add(source, "count beyond 64 bits", Severity.ERROR, 1, number, "growth of that row");
                return true;
            }
            found++;
            at = blanks(line, end);
        }
        add(label, counts, found, line.substring(Math.min(at, line.length())).strip(), number);
        return true;
    }

    private void add(String label, long[] counts, int found, String description, long number) {
        if (found == counts.length) {
            rows.add(
                    new Row(unique(label), counts, cpus.length > 1 || !isMachineWide(label, description), description));
        } else if (found == 1) {
            rows.add(new Row(unique(label), new long[] {counts[0]}, false, description));
        } else if (found == 0) {
            losses.add(source, "row without counts", Severity.INFO, 1, number, "");
        } else {
            losses.add(
                    source,
                    "row whose counts do not match the CPUs of the header",
                    Severity.DATA_LOSS,
                    1,
                    number,
                    "growth of that row from the reading before to the one after");
        }
    }

    /** On a machine with one CPU nothing but their label tells the one-value rows. */
    private static boolean isMachineWide(String label, String description) {
        return description.isEmpty() && (label.equalsIgnoreCase("ERR") || label.equals("MIS") || label.equals("BAD"));
    }

    private String unique(String label) {
        int occurrence = occurrences.merge(label, 1, Integer::sum);
        return occurrence == 1 ? label : label + "#" + occurrence;
    }

    /**
     * Linux 6.13-rc printed the text right behind the last count: there a count ends with its column if the text itself
     * begins with digits.
     */
    private int endOfCount(String line, int at, int colon, int index) {
        int end = digits(line, at);
        boolean glued = end < line.length() && !Character.isWhitespace(line.charAt(end));
        int column = colon + 1 + COUNT_WIDTH * (index + 1);
        return glued && at < column && column < end ? column : end;
    }

    private static long count(String line, int from, int to) {
        try {
            return Long.parseLong(line, from, to, 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static int blanks(String line, int from) {
        int at = from;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static int digits(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** {@return CPU number of each column} */
    int[] cpus() {
        return cpus;
    }

    /** {@return the rows so far} */
    List<Row> rows() {
        return rows;
    }
}

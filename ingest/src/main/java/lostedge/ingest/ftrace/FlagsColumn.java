package lostedge.ingest.ftrace;

import static lostedge.engine.event.ContextFlags.BH_OFF;
import static lostedge.engine.event.ContextFlags.HARDIRQ;
import static lostedge.engine.event.ContextFlags.IRQS_OFF;
import static lostedge.engine.event.ContextFlags.KNOWN;
import static lostedge.engine.event.ContextFlags.NEED_RESCHED;
import static lostedge.engine.event.ContextFlags.NMI;
import static lostedge.engine.event.ContextFlags.PREEMPT_SHIFT;
import static lostedge.engine.event.ContextFlags.SOFTIRQ;

import java.util.Arrays;

/**
 * The flags column of an event line as {@link lostedge.engine.event.ContextFlags} (Linux
 * {@code trace_print_lat_fmt()}): irqs-off, need-resched, hardirq/softirq, preempt-depth, and since Linux 5.17
 * migrate-disable. PREEMPT_RT kernels of six or more columns put need-resched-lazy before hardirq/softirq.
 */
final class FlagsColumn {
    /** What {@link #read} returns for text that is no flags column. */
    static final int INVALID = -1;

    private static final int MIN_WIDTH = 4;
    private static final int MAX_WIDTH = 8;
    private static final int LAZY_WIDTH = 6;
    private static final int NOT_SUPPORTED = 1 << 30;
    private static final int[] FIRST = table("d", IRQS_OFF, "b", BH_OFF, "D", IRQS_OFF | BH_OFF, "X", NOT_SUPPORTED);
    private static final int[] RESCHEDULE = table(
            "N",
            NEED_RESCHED,
            "n",
            NEED_RESCHED,
            "p",
            NEED_RESCHED,
            "l",
            NEED_RESCHED,
            "L",
            NEED_RESCHED,
            "B",
            NEED_RESCHED,
            "b",
            NEED_RESCHED);
    private static final int[] INTERRUPT =
            table("h", HARDIRQ, "s", SOFTIRQ, "H", HARDIRQ | SOFTIRQ, "z", NMI, "Z", NMI | HARDIRQ);

    private FlagsColumn() {}

    private static int[] table(Object... charactersAndBits) {
        int[] table = new int[1 << 8];
        Arrays.fill(table, INVALID);
        table['.'] = 0;
        for (int i = 0; i < charactersAndBits.length; i += 2) {
            table[((String) charactersAndBits[i]).charAt(0)] = (Integer) charactersAndBits[i + 1];
        }
        return table;
    }

    /** {@return the flags in {@code bytes[from, to)}, 0 where the architecture cannot tell, or {@link #INVALID}} */
    static int read(byte[] bytes, int from, int to) {
        int width = to - from;
        if (width < MIN_WIDTH || width > MAX_WIDTH) {
            return INVALID;
        }
        int at = from + 2;
        int lazy = 0;
        if (width >= LAZY_WIDTH) {
            lazy = RESCHEDULE[bytes[at++] & 0xFF];
        }
        int depth = bytes[at + 1] == '.' ? 0 : Character.digit(bytes[at + 1], 16);
        int first = FIRST[bytes[from] & 0xFF];
        int reschedule = RESCHEDULE[bytes[from + 1] & 0xFF];
        int interrupt = INTERRUPT[bytes[at] & 0xFF];
        if ((first | reschedule | interrupt | lazy | depth) < 0) {
            return INVALID;
        }
        for (int rest = at + 2; rest < to; rest++) {
            if (bytes[rest] <= ' ') {
                return INVALID;
            }
        }
        return first == NOT_SUPPORTED ? 0 : KNOWN | first | reschedule | lazy | interrupt | depth << PREEMPT_SHIFT;
    }

    /** Appends the five columns of Linux 5.17 and later. */
    static void write(int flags, StringBuilder to) {
        boolean irqsOff = (flags & IRQS_OFF) != 0;
        boolean bhOff = (flags & BH_OFF) != 0;
        to.append(irqsOff && bhOff ? 'D' : irqsOff ? 'd' : bhOff ? 'b' : '.');
        to.append((flags & NEED_RESCHED) != 0 ? 'N' : '.');
        boolean hard = (flags & HARDIRQ) != 0;
        boolean soft = (flags & SOFTIRQ) != 0;
        boolean nmi = (flags & NMI) != 0;
        to.append(nmi ? (hard ? 'Z' : 'z') : hard ? (soft ? 'H' : 'h') : soft ? 's' : '.');
        int depth = flags >>> PREEMPT_SHIFT & 0xF;
        to.append(depth == 0 ? '.' : Character.forDigit(depth, 16)).append('.');
    }
}

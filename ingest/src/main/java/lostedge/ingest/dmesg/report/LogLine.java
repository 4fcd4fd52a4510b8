package lostedge.ingest.dmesg.report;

import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;

/**
 * One line of the kernel's log: when it was said, by whom, and what.
 *
 * @param domain the clock of its time, {@link Clock.Domain#UNKNOWN} where there is none
 * @param ns the time, or {@link #NO_TIME}
 * @param resolutionNs the smallest step its digits can show
 * @param cpu the CPU it was said on where {@code CONFIG_PRINTK_CALLER} tells it, or {@link EventBatch#NONE}
 * @param text what was said
 */
public record LogLine(Clock.Domain domain, long ns, long resolutionNs, int cpu, String text) {
    /** Time of a line that carries none. */
    public static final long NO_TIME = Long.MIN_VALUE;

    /** Longest text that is looked at; the kernel writes at most 1 KiB. */
    public static final int MAX_TEXT = 4096;

    /** {@return a line without a time} */
    public static LogLine untimed(String text) {
        return new LogLine(Clock.Domain.UNKNOWN, NO_TIME, 0, EventBatch.NONE, cut(text));
    }

    /** {@return the part of a text that is looked at} */
    public static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    /** {@return whether the line tells when it was said} */
    public boolean isTimed() {
        return ns != NO_TIME;
    }
}

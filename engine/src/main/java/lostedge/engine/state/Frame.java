package lostedge.engine.state;

import java.util.Arrays;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.KernelVariant.RtcBracket;

/**
 * An interrupt on a CPU's stack: the point {@code do_entInt} has reached. The interrupt's kind does not matter beyond
 * the point, except that an RTC interrupt in an inner bracket goes its own way.
 */
public enum Frame {
    /** There is none. */
    NONE,
    /** Before or in the handler. */
    BODY,
    /** Before the poll reads the bits. */
    POLL,
    /** Before {@code irq_exit} decides on softirqs; then comes the return from interrupt. */
    EXIT,
    /** Softirqs run at IPL 0. */
    SOFTIRQ,
    /** RTC in an inner bracket: before or in the handler. */
    INNER_BODY,
    /** RTC in an inner bracket: before {@code irq_exit} decides on softirqs; then comes the poll. */
    INNER_EXIT,
    /** RTC in an inner bracket: softirqs run at IPL 0. */
    INNER_SOFTIRQ,
    /** RTC in an inner bracket: before the poll reads the bits. */
    INNER_POLL,
    /** RTC in an inner bracket: before the return from interrupt. */
    INNER_RETURN;

    boolean isSoftirq() {
        return this == SOFTIRQ || this == INNER_SOFTIRQ;
    }

    /** Lists the frames that occur in a configuration. */
    static Frame[] of(Configuration configuration) {
        boolean poll = configuration.kernel().poll();
        boolean inner = poll && configuration.kernel().bracket() == RtcBracket.INNER;
        boolean softirqs = configuration.callers().softirqs() != Softirqs.NONE;
        return Arrays.stream(values())
                .filter(frame -> poll || frame != POLL)
                .filter(frame -> softirqs || !frame.isSoftirq())
                .filter(frame -> inner || frame.compareTo(INNER_BODY) < 0)
                .toArray(Frame[]::new);
    }
}

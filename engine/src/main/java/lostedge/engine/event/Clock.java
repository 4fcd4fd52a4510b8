package lostedge.engine.event;

/**
 * The clock a recording's time stamps are on.
 *
 * @param domain which of the kernel's clocks
 * @param resolutionNs smallest step the stamps can show, in ns (1000 for "s.us" text), or 0 if unknown
 * @param hasDurations whether differences of stamps are ns; false for the {@code counter} clock and raw cycle counts
 * @param acrossCpus whether stamps of different CPUs may be compared
 */
public record Clock(Domain domain, long resolutionNs, boolean hasDurations, boolean acrossCpus) {

    /**
     * {@return the clock of a trace's stamps, by what its domain is in the kernel} Counters and raw cycles have no
     * durations; {@code sched_clock()} and cycles may differ between CPUs, and so may a clock nobody told.
     *
     * @param resolutionNs smallest step the stamps can show, if they are times
     */
    public static Clock of(Domain domain, long resolutionNs) {
        boolean durations = domain != Domain.COUNTER && domain != Domain.CYCLES;
        boolean acrossCpus = switch (domain) {
            case UNKNOWN, LOCAL, PERF, CYCLES -> false;
            default -> true;
        };
        return new Clock(domain, durations ? resolutionNs : 0, durations, acrossCpus);
    }

    /** Clock domains, as the kernel's {@code trace_clock} file and {@code perf record --clockid} name them. */
    public enum Domain {
        /** ftrace {@code local}: {@code sched_clock()}, fast, may differ between CPUs. */
        LOCAL("local"),
        /** ftrace {@code global}: as {@link #LOCAL}, kept monotonic over CPUs. */
        GLOBAL("global"),
        /** ftrace {@code counter}: an event counter, order without durations. */
        COUNTER("counter"),
        /** ftrace {@code uptime}: jiffies. */
        UPTIME("uptime"),
        /** ftrace {@code perf}, perf's default: {@code local_clock()}. */
        PERF("perf"),
        /** {@code CLOCK_MONOTONIC}. */
        MONOTONIC("mono"),
        /** {@code CLOCK_MONOTONIC_RAW}. */
        MONOTONIC_RAW("mono_raw"),
        /** {@code CLOCK_BOOTTIME}. */
        BOOT("boot"),
        /** {@code CLOCK_TAI}. */
        TAI("tai"),
        /** {@code CLOCK_REALTIME}. */
        REALTIME("realtime"),
        /** ftrace {@code x86-tsc} or {@code ppc-tb}: raw cycles. */
        CYCLES("x86-tsc"),
        /** printk's {@code local_clock()}. */
        PRINTK("printk"),
        /** The built-in engine's own time. */
        SIMULATED("simulated"),
        /** The recording does not say. */
        UNKNOWN("unknown");

        private final String traceName;

        Domain(String traceName) {
            this.traceName = traceName;
        }

        /** {@return the name in {@code trace_clock}} */
        public String traceName() {
            return traceName;
        }

        /** {@return the domain with this name in {@code trace_clock}, or {@link #UNKNOWN}} */
        public static Domain named(String traceName) {
            for (Domain domain : values()) {
                if (domain.traceName.equals(traceName)) {
                    return domain;
                }
            }
            return UNKNOWN;
        }
    }
}

package lostedge.ingest.ftrace;

/** How the time stamps of a trace text are printed. */
enum StampForm {
    /** Seconds and six digits. */
    MICROSECONDS(1_000),
    /** Seconds and nine digits. */
    NANOSECONDS(1),
    /** Microseconds from the first event ({@code 3589022us}): the latency format. */
    RELATIVE_MICROSECONDS(1_000),
    /** A number without unit, as of the {@code counter} and {@code x86-tsc} clocks. */
    TICKS(0);

    private final long resolutionNs;

    StampForm(long resolutionNs) {
        this.resolutionNs = resolutionNs;
    }

    /** {@return the smallest step a stamp can show, in ns, or 0 if a stamp has no unit} */
    long resolutionNs() {
        return resolutionNs;
    }
}

package lostedge.engine.counter;

import java.util.regex.Pattern;

/** Rows of {@code /proc/interrupts} that count inter-processor interrupts. */
public final class InterprocessorRows {
    /**
     * Those that were taken: {@code IPI} of Alpha and {@code IPI0} to {@code IPI9} of arm64, {@code RES}, {@code CAL}
     * and {@code TLB} of x86 ({@code arch/<arch>/kernel/irq.c}).
     */
    public static final Pattern TAKEN = Pattern.compile("IPI[0-9]*|CAL|RES|TLB");

    /** Those a polling Alpha kernel rescued: reschedule, call function, CPU stop. */
    public static final Pattern RESCUED = Pattern.compile("RIP|RIF|RIS");

    private InterprocessorRows() {}

    /** {@return whether a row is of either kind} */
    public static boolean contain(String row) {
        return TAKEN.matcher(row).matches() || RESCUED.matcher(row).matches();
    }
}

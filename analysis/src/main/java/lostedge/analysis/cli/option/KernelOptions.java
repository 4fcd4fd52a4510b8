package lostedge.analysis.cli.option;

import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.IpiLock;
import lostedge.engine.variant.KernelVariant.RtcBracket;
import picocli.CommandLine.Option;

/** The options that name what a kernel does about lost edges, a dimension each. */
public final class KernelOptions {
    /** A part of the kernel that is there or not. */
    private enum Switch {
        /** It is there. */
        on,
        /** It is not. */
        off
    }

    @Option(
            names = "--poll",
            paramLabel = "on|off",
            defaultValue = "off",
            description = "Whether interrupts end with the poll of patch 2 (default: ${DEFAULT-VALUE}).")
    private Switch poll = Switch.off;

    @Option(
            names = "--lock",
            paramLabel = "LOCK",
            defaultValue = "none",
            description = "none, spin or trylock, with which comes the drain (default: ${DEFAULT-VALUE}).")
    private IpiLock lock = IpiLock.NONE;

    @Option(
            names = "--drain-reads",
            paramLabel = "irqs-on|irqs-off",
            defaultValue = "irqs-on",
            description = "Interrupts while the drain reads its bits (default: ${DEFAULT-VALUE}).")
    private DrainReads drainReads = DrainReads.IRQS_ON;

    @Option(
            names = "--bracket",
            paramLabel = "outer|inner",
            defaultValue = "outer",
            description = "irq_exit of the RTC after the poll or before it (default: ${DEFAULT-VALUE}).")
    private RtcBracket bracket = RtcBracket.OUTER;

    @Option(names = "--resend", description = "The csd-lock watchdog sends overdue IPIs again.")
    private boolean resend;

    /** {@return the kernel they name} */
    public KernelVariant variant() {
        return new KernelVariant(poll == Switch.on, lock, drainReads, bracket, resend);
    }
}

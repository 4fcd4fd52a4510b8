package lostedge.analysis.cli.option;

import java.util.Map;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.IpiLock;
import lostedge.engine.variant.KernelVariant.RtcBracket;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that name what a kernel does about lost edges, a dimension each. */
public final class KernelOptions {
    /** A part of the kernel that is there or not. */
    private enum Switch {
        /** It is there. */
        ON,
        /** It is not. */
        OFF
    }

    private final OptionSpec poll = Arguments.choice(
            "--poll",
            new ConstantConverter<>(Switch.class),
            "on|off",
            "off",
            "Whether interrupts end with the poll of patch 2");

    private final OptionSpec lock = Arguments.choice(
            "--lock",
            new ConstantConverter<>(IpiLock.class, Map.of("trylock", "trylock-drain")),
            "LOCK",
            "none",
            "none, spin or trylock, with which comes the drain");

    private final OptionSpec drainReads = Arguments.choice(
            "--drain-reads",
            new ConstantConverter<>(DrainReads.class),
            "irqs-on|irqs-off",
            "irqs-on",
            "Interrupts while the drain reads its bits");

    private final OptionSpec bracket = Arguments.choice(
            "--bracket",
            new ConstantConverter<>(RtcBracket.class),
            "outer|inner",
            "outer",
            "irq_exit of the RTC after the poll or before it");

    private final OptionSpec resend = Arguments.flag("--resend", "The csd-lock watchdog sends overdue IPIs again.");

    /** Adds them to a verb. */
    public void addTo(CommandSpec verb) {
        verb.addOption(poll)
                .addOption(lock)
                .addOption(drainReads)
                .addOption(bracket)
                .addOption(resend);
    }

    /** {@return the kernel they name} */
    public KernelVariant variant() {
        return new KernelVariant(
                poll.getValue() == Switch.ON,
                lock.getValue(),
                drainReads.getValue(),
                bracket.getValue(),
                resend.getValue());
    }
}

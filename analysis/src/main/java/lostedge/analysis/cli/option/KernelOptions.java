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
        on,
        /** It is not. */
        off
    }

    private final OptionSpec poll = OptionSpec.builder("--poll")
            .type(Switch.class)
            .paramLabel("on|off")
            .defaultValue("off")
            .description("Whether interrupts end with the poll of patch 2 (default: ${DEFAULT-VALUE}).")
            .build();

    private final OptionSpec lock = OptionSpec.builder("--lock")
            .type(IpiLock.class)
            .converters(new ConstantConverter<>(IpiLock.class, Map.of("trylock", "trylock-drain")))
            .paramLabel("LOCK")
            .defaultValue("none")
            .description("none, spin or trylock, with which comes the drain (default: ${DEFAULT-VALUE}).")
            .build();

    private final OptionSpec drainReads = OptionSpec.builder("--drain-reads")
            .type(DrainReads.class)
            .converters(new ConstantConverter<>(DrainReads.class))
            .paramLabel("irqs-on|irqs-off")
            .defaultValue("irqs-on")
            .description("Interrupts while the drain reads its bits (default: ${DEFAULT-VALUE}).")
            .build();

    private final OptionSpec bracket = OptionSpec.builder("--bracket")
            .type(RtcBracket.class)
            .converters(new ConstantConverter<>(RtcBracket.class))
            .paramLabel("outer|inner")
            .defaultValue("outer")
            .description("irq_exit of the RTC after the poll or before it (default: ${DEFAULT-VALUE}).")
            .build();

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
                poll.getValue() == Switch.on,
                lock.getValue(),
                drainReads.getValue(),
                bracket.getValue(),
                resend.getValue());
    }
}

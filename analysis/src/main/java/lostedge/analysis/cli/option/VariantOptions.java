package lostedge.analysis.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.ingest.scenario.VariantReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The options that name a variant of machine, kernel and callers, a dimension each. */
public final class VariantOptions {
    private static final ConstantConverter<Choice> IRQS =
            new ConstantConverter<>(Choice.class, Map.of("irqs-on", "on", "irqs-off", "off"));

    private final OptionSpec cpus = Arguments.number("--cpus", int.class, "N", 2, "CPUs, 2 to 4");

    private final OptionSpec hardware = Arguments.choice(
            "--hardware",
            new ConstantConverter<>(Hardware.class),
            "RULE",
            "lost-in-entint",
            "lost-in-entint, lost-at-ipl7 or latched");

    private final KernelOptions kernel = new KernelOptions();

    private final OptionSpec callers = Arguments.choice(
            "--callers", IRQS, "IRQS", "irqs-on", "irqs-on, irqs-off or both: interrupts of those who call");

    private final OptionSpec waiting =
            Arguments.choice("--wait", IRQS, "on|off|both", "on", "Whether callers wait for the function");

    private final OptionSpec unlocked = Arguments.flag("--unlocked-callers", "Some callers bypass the lock.");
    private final OptionSpec softirqs = Arguments.flag("--softirqs", "Softirqs run, and call nobody.");
    private final OptionSpec softirqCallers = Arguments.flag("--softirq-callers", "Softirqs run, and call other CPUs.");
    private final OptionSpec wakeUps = Arguments.flag("--wake-ups", "Tasks are woken through the call queue.");
    private final OptionSpec reschedules = Arguments.flag("--reschedules", "Reschedule messages are sent.");
    private final OptionSpec stops = Arguments.flag("--stops", "Tasks stop other CPUs.");
    private final OptionSpec idleFlush = Arguments.flag("--idle-flush", "Idle CPUs flush their own queues.");

    private final OptionSpec interrupts = OptionSpec.builder("--interrupts")
            .type(List.class)
            .auxiliaryTypes(InterruptKind.class)
            .converters(new ConstantConverter<>(InterruptKind.class))
            .paramLabel("KIND")
            .splitRegex(",")
            .defaultValue("rtc")
            .description("Those that recur: rtc, device, machine-check, perf (default: ${DEFAULT-VALUE}).")
            .build();

    private final OptionSpec file = OptionSpec.builder("--variant")
            .type(Path.class)
            .paramLabel("FILE")
            .description("Take all of this from a JSON file instead, such as those in data/variants.")
            .build();

    private final CommandSpec own = CommandSpec.create();

    /** Adds them to a verb. */
    public void addTo(CommandSpec verb) {
        kernel.addTo(own);
        own.addOption(cpus)
                .addOption(hardware)
                .addOption(callers)
                .addOption(waiting)
                .addOption(unlocked)
                .addOption(softirqs)
                .addOption(softirqCallers)
                .addOption(wakeUps)
                .addOption(reschedules)
                .addOption(stops)
                .addOption(idleFlush)
                .addOption(interrupts)
                .addOption(file);
        verb.addMixin("variant", own);
    }

    /** {@return the variant they name} */
    public Configuration configuration() throws IOException {
        @Nullable Path given = file.getValue();
        if (given != null) {
            refuseOthers();
            return VariantReader.read(given);
        }
        int count = cpus.getValue();
        if (count < VariantReader.LEAST_CPUS || count > VariantReader.MOST_CPUS) {
            throw refusal("--cpus: expected " + VariantReader.LEAST_CPUS + " to " + VariantReader.MOST_CPUS + ", found "
                    + count);
        }
        List<InterruptKind> kinds = interrupts.getValue();
        if (kinds.contains(InterruptKind.IPI) || kinds.contains(InterruptKind.OTHER)) {
            throw refusal("--interrupts: expected rtc, device, machine-check or perf");
        }
        return new Configuration(count, hardware.getValue(), kernel.variant(), callerRules(), EnumSet.copyOf(kinds));
    }

    private void refuseOthers() {
        for (OptionSpec given : file.command().commandLine().getParseResult().matchedOptions()) {
            String name = given.longestName();
            if (own.optionsMap().containsKey(name) && !name.equals(file.longestName())) {
                throw refusal("expected --variant or " + name + ", found both");
            }
        }
    }

    private CallerRules callerRules() {
        Softirqs does = softirqCallers.<Boolean>getValue()
                ? Softirqs.CALL
                : softirqs.<Boolean>getValue() ? Softirqs.RUN : Softirqs.NONE;
        return new CallerRules(
                callers.getValue(),
                unlocked.getValue(),
                waiting.getValue(),
                does,
                wakeUps.getValue(),
                reschedules.getValue(),
                stops.getValue(),
                idleFlush.getValue());
    }

    private ParameterException refusal(String message) {
        return new ParameterException(file.command().commandLine(), message);
    }
}

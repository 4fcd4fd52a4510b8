package lostedge.analysis.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.ingest.scenario.VariantReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that name a variant of machine, kernel and callers, a dimension each. */
public final class VariantOptions {
    @Option(
            names = "--cpus",
            paramLabel = "N",
            defaultValue = "2",
            description = "CPUs, 2 to 4 (default: ${DEFAULT-VALUE}).")
    private int cpus = 2;

    @Option(
            names = "--hardware",
            paramLabel = "RULE",
            defaultValue = "lost-in-entint",
            description = "lost-in-entint, lost-at-ipl7 or latched (default: ${DEFAULT-VALUE}).")
    private Hardware hardware = Hardware.LOST_IN_ENTINT;

    @Mixin
    private final KernelOptions kernel = new KernelOptions();

    @Option(
            names = "--callers",
            paramLabel = "IRQS",
            defaultValue = "irqs-on",
            description = "irqs-on, irqs-off or both: interrupts of those who call (default: ${DEFAULT-VALUE}).")
    private Choice callers = Choice.ON;

    @Option(
            names = "--wait",
            paramLabel = "on|off|both",
            defaultValue = "on",
            description = "Whether callers wait for the function (default: ${DEFAULT-VALUE}).")
    private Choice waiting = Choice.ON;

    @Option(names = "--unlocked-callers", description = "Some callers bypass the lock.")
    private boolean unlocked;

    @Option(names = "--softirqs", description = "Softirqs run, and call nobody.")
    private boolean softirqs;

    @Option(names = "--softirq-callers", description = "Softirqs run, and call other CPUs.")
    private boolean softirqCallers;

    @Option(names = "--wake-ups", description = "Tasks are woken through the call queue.")
    private boolean wakeUps;

    @Option(names = "--reschedules", description = "Reschedule messages are sent.")
    private boolean reschedules;

    @Option(names = "--stops", description = "Tasks stop other CPUs.")
    private boolean stops;

    @Option(names = "--idle-flush", description = "Idle CPUs flush their own queues.")
    private boolean idleFlush;

    @Option(
            names = "--interrupts",
            paramLabel = "KIND",
            split = ",",
            defaultValue = "rtc",
            description = "Those that recur: rtc, device, machine-check, perf (default: ${DEFAULT-VALUE}).")
    private List<InterruptKind> interrupts = List.of(InterruptKind.RTC);

    @Option(
            names = "--variant",
            paramLabel = "FILE",
            description = "Take all of this from a JSON file instead, such as those in data/variants.")
    private @Nullable Path file;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec own;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /** {@return the variant they name} */
    public Configuration configuration() throws IOException {
        if (file != null) {
            refuseOthers();
            return VariantReader.read(file);
        }
        if (cpus < VariantReader.LEAST_CPUS || cpus > VariantReader.MOST_CPUS) {
            throw new ParameterException(
                    command.commandLine(),
                    "--cpus: expected " + VariantReader.LEAST_CPUS + " to " + VariantReader.MOST_CPUS + ", found "
                            + cpus);
        }
        if (interrupts.contains(InterruptKind.IPI) || interrupts.contains(InterruptKind.OTHER)) {
            throw new ParameterException(
                    command.commandLine(), "--interrupts: expected rtc, device, machine-check or perf");
        }
        return new Configuration(cpus, hardware, kernel.variant(), callerRules(), EnumSet.copyOf(interrupts));
    }

    private void refuseOthers() {
        for (OptionSpec given : command.commandLine().getParseResult().matchedOptions()) {
            String name = given.longestName();
            if (own.optionsMap().containsKey(name) && !name.equals("--variant")) {
                throw new ParameterException(command.commandLine(), "expected --variant or " + name + ", found both");
            }
        }
    }

    private CallerRules callerRules() {
        Softirqs does = softirqCallers ? Softirqs.CALL : softirqs ? Softirqs.RUN : Softirqs.NONE;
        return new CallerRules(callers, unlocked, waiting, does, wakeUps, reschedules, stops, idleFlush);
    }
}

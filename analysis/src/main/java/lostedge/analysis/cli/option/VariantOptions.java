package lostedge.analysis.cli.option;

import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.IpiLock;
import lostedge.engine.variant.KernelVariant.RtcBracket;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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
            converter = HardwareName.class,
            description = "lost-in-entint, lost-at-ipl7 or latched (default: ${DEFAULT-VALUE}).")
    private Hardware hardware = Hardware.LOST_IN_ENTINT;

    @Option(
            names = "--poll",
            paramLabel = "on|off",
            defaultValue = "off",
            converter = ChoiceName.class,
            description = "Whether interrupts end with the poll of patch 2 (default: ${DEFAULT-VALUE}).")
    private Choice poll = Choice.OFF;

    @Option(
            names = "--lock",
            paramLabel = "LOCK",
            defaultValue = "none",
            converter = LockName.class,
            description = "none, spin or trylock, with which comes the drain (default: ${DEFAULT-VALUE}).")
    private IpiLock lock = IpiLock.NONE;

    @Option(
            names = "--drain-reads",
            paramLabel = "irqs-on|irqs-off",
            defaultValue = "irqs-on",
            converter = DrainName.class,
            description = "Interrupts while the drain reads its bits (default: ${DEFAULT-VALUE}).")
    private DrainReads drainReads = DrainReads.IRQS_ON;

    @Option(
            names = "--bracket",
            paramLabel = "outer|inner",
            defaultValue = "outer",
            converter = BracketName.class,
            description = "irq_exit of the RTC after the poll or before it (default: ${DEFAULT-VALUE}).")
    private RtcBracket bracket = RtcBracket.OUTER;

    @Option(
            names = "--callers",
            paramLabel = "IRQS",
            defaultValue = "irqs-on",
            converter = CallersName.class,
            description = "irqs-on, irqs-off or both: interrupts of those who call (default: ${DEFAULT-VALUE}).")
    private Choice callers = Choice.ON;

    @Option(
            names = "--wait",
            paramLabel = "on|off|both",
            defaultValue = "on",
            converter = ChoiceName.class,
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

    @Option(names = "--resend", description = "The csd-lock watchdog sends overdue IPIs again.")
    private boolean resend;

    /** {@return the number of CPUs asked for, not yet checked} */
    public int cpus() {
        return cpus;
    }

    /** {@return who calls whom in which state} */
    public CallerRules callerRules() {
        return CallerRules.SYNCHRONOUS
                .withIrqs(callers)
                .withWaiting(waiting)
                .withUnlocked(unlocked)
                .withSoftirqs(softirqCallers ? Softirqs.CALL : softirqs ? Softirqs.RUN : Softirqs.NONE)
                .withWakeUps(wakeUps)
                .withReschedules(reschedules);
    }

    /** {@return the variant they name} */
    public Configuration configuration() {
        KernelVariant kernel = new KernelVariant(poll == Choice.ON, lock, drainReads, bracket, resend);
        return new Configuration(cpus, hardware, kernel, callerRules());
    }

    private static <E extends Enum<E>> E named(Class<E> type, String word, String expected) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(word.replace('-', '_'))) {
                return constant;
            }
        }
        throw new TypeConversionException("expected " + expected + ", found '" + word + "'");
    }

    private static final class HardwareName implements ITypeConverter<Hardware> {
        @Override
        public Hardware convert(String word) {
            return named(Hardware.class, word, "lost-in-entint, lost-at-ipl7 or latched");
        }
    }

    private static final class ChoiceName implements ITypeConverter<Choice> {
        @Override
        public Choice convert(String word) {
            return named(Choice.class, word, "on, off or both");
        }
    }

    private static final class LockName implements ITypeConverter<IpiLock> {
        @Override
        public IpiLock convert(String word) {
            return named(IpiLock.class, word.equals("trylock") ? "trylock-drain" : word, "none, spin or trylock");
        }
    }

    private static final class DrainName implements ITypeConverter<DrainReads> {
        @Override
        public DrainReads convert(String word) {
            return named(DrainReads.class, word, "irqs-on or irqs-off");
        }
    }

    private static final class BracketName implements ITypeConverter<RtcBracket> {
        @Override
        public RtcBracket convert(String word) {
            return named(RtcBracket.class, word, "outer or inner");
        }
    }

    private static final class CallersName implements ITypeConverter<Choice> {
        @Override
        public Choice convert(String word) {
            return named(
                    Choice.class, word.startsWith("irqs-") ? word.substring(5) : word, "irqs-on, irqs-off or both");
        }
    }
}

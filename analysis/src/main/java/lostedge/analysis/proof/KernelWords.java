package lostedge.analysis.proof;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import lostedge.engine.check.Step;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.KernelVariant;

/** Steps and variants in the words of the kernel. */
public final class KernelWords {
    private KernelWords() {}

    /** {@return a step as the kernel's code says it} */
    static String of(Step step) {
        long argument = step.argument();
        return switch (step.microstep()) {
            case CALL -> "smp_call_function(" + cpus(argument) + ", wait=1)";
            case CALL_NOWAIT -> "smp_call_function(" + cpus(argument) + ", wait=0)";
            case LOCKED_CALL -> "flush_tlb_mm: on_each_cpu(" + cpus(argument) + ")";
            case LOCKED_CALL_NOWAIT -> "locked smp_call_function(" + cpus(argument) + ", wait=0)";
            case WAKE -> "ttwu_queue_wakelist(" + argument + ")";
            case RESCHEDULE -> "smp_send_reschedule(" + argument + ")";
            case STOP -> "smp_send_stop(" + cpus(argument) + ")";
            case IRQ_SAVE -> "local_irq_save()";
            case IRQ_RESTORE -> "local_irq_restore()";
            case IDLE_FLUSH -> "do_idle: flush queue";
            case TRY_LOCK -> "take alpha_smp_ipi_lock";
            case DRAIN_READ -> "drain: read bits of " + argument;
            case DRAIN_SAVE -> "drain: local_irq_save()";
            case DRAIN_RESTORE -> "drain: local_irq_restore()";
            case ENQUEUE -> "csd_lock, llist_add to " + argument;
            case SET_BIT -> "set_bit in ipi_data[" + argument + "]";
            case WRIPIR -> "wripir(" + argument + ")";
            case CSD_WAIT -> "csd_lock_wait: done";
            case RESEND -> "watchdog: re-send to " + argument;
            case UNLOCK -> "release alpha_smp_ipi_lock";
            case XCHG_BITS -> "handle_ipi: xchg(bits, 0)";
            case SCHEDULER_IPI -> "scheduler_ipi()";
            case HALT -> "halt()";
            case TAKE_QUEUE -> "llist_del_all(queue)";
            case CSD_UNLOCK ->
                "run function of "
                        + argument % SystemState.SOFTIRQ_CSD
                        + (argument >= SystemState.SOFTIRQ_CSD ? " (softirq)" : "")
                        + ", csd_unlock";
            case RUN_WAKEUPS -> "sched_ttwu_pending()";
            case ENTER_INTERRUPT -> "do_entInt(" + InterruptKind.values()[(int) argument] + ")";
            case RUN_HANDLER -> "handle_irq: done";
            case POLL_READ -> "poll: READ_ONCE(bits)";
            case IRQ_EXIT -> "inner irq_exit()";
            case SOFTIRQ_BEGIN -> "irq_exit: softirqs begin";
            case SOFTIRQ_END -> "softirqs end";
            case RTI -> "rti";
        };
    }

    private static String cpus(long mask) {
        return LongStream.range(0, Configuration.MAX_CPUS)
                .filter(cpu -> (mask >>> cpu & 1) != 0)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(","));
    }

    /** {@return a variant's dimensions, as the options of the command line} */
    public static String of(Configuration configuration) {
        KernelVariant kernel = configuration.kernel();
        CallerRules callers = configuration.callers();
        StringBuilder words = new StringBuilder();
        words.append("--cpus ").append(configuration.cpus());
        words.append(" --hardware ").append(option(configuration.hardware()));
        words.append(" --poll ").append(kernel.poll() ? "on" : "off");
        words.append(" --lock ").append(option(kernel.lock()).replace("-drain", ""));
        words.append(" --drain-reads ").append(option(kernel.drainReads()));
        words.append(" --bracket ").append(option(kernel.bracket()));
        words.append(" --callers ").append("irqs-").append(option(callers.irqs()));
        words.append(" --wait ").append(option(callers.waiting()));
        words.append(callers.unlocked() ? " --unlocked-callers" : "");
        words.append(
                switch (callers.softirqs()) {
                    case NONE -> "";
                    case RUN -> " --softirqs";
                    case CALL -> " --softirq-callers";
                });
        words.append(kernel.resend() ? " --resend" : "");
        words.append(callers.wakeUps() ? " --wake-ups" : "");
        words.append(callers.reschedules() ? " --reschedules" : "");
        words.append(callers.stops() ? " --stops" : "");
        words.append(callers.idleFlush() ? " --idle-flush" : "");
        words.append(interrupts(configuration.interrupts()));
        return words.toString().replace("irqs-both", "both");
    }

    private static String interrupts(Set<InterruptKind> kinds) {
        return kinds.equals(Set.of(InterruptKind.RTC))
                ? ""
                : kinds.stream().map(KernelWords::option).collect(Collectors.joining(",", " --interrupts ", ""));
    }

    /** {@return a constant as the command line spells it} */
    public static String option(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

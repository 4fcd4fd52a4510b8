package lostedge.engine.model;

import lostedge.engine.state.ContextStack;
import lostedge.engine.state.Frame;
import lostedge.engine.state.Point;
import lostedge.engine.state.Receive;
import lostedge.engine.state.Send;
import lostedge.engine.state.SystemState;

/**
 * One kernel-visible action of one CPU; it takes effect at once. The argument each takes is named in its Javadoc,
 * "none" otherwise.
 */
public enum Microstep {
    /** {@code smp_call_function_many(mask, f, 1)}, outside any lock. Argument: mask of targets. */
    CALL(
            Origin.CHOICE,
            (system, s, cpu, stack, argument) -> SendPath.call(s, cpu, stack.context(), argument, true, Point.ENQUEUE)),
    /** {@code smp_call_function_many(mask, f, 0)}, outside any lock. Argument: mask of targets. */
    CALL_NOWAIT(
            Origin.CHOICE,
            (system, s, cpu, stack, argument) ->
                    SendPath.call(s, cpu, stack.context(), argument, false, Point.ENQUEUE)),
    /**
     * {@code flush_tlb_mm} and the five other wrappers that take {@code alpha_smp_ipi_lock} around
     * {@code smp_call_function}, waiting. Argument: mask of targets.
     */
    LOCKED_CALL(
            Origin.CHOICE,
            (system, s, cpu, stack, argument) ->
                    SendPath.call(s, cpu, stack.context(), argument, true, Point.TRY_LOCK)),
    /** As {@link #LOCKED_CALL}, not waiting. Argument: mask of targets. */
    LOCKED_CALL_NOWAIT(
            Origin.CHOICE,
            (system, s, cpu, stack, argument) ->
                    SendPath.call(s, cpu, stack.context(), argument, false, Point.TRY_LOCK)),
    /** {@code ttwu_queue_wakelist}: queue a wake-up at another CPU, interrupts off. Argument: target. */
    WAKE(Origin.CHOICE, (system, s, cpu, stack, argument) -> SendPath.wake(s, cpu, stack.context(), (int) argument)),
    /** {@code smp_send_reschedule}, interrupts off. Argument: target. */
    RESCHEDULE(
            Origin.CHOICE,
            (system, s, cpu, stack, argument) ->
                    SendPath.message(s, cpu, stack.context(), Send.RESCHEDULE, 1L << (int) argument)),
    /** {@code smp_send_stop}. Argument: mask of targets. */
    STOP(
            Origin.CHOICE,
            (system, s, cpu, stack, argument) -> SendPath.message(s, cpu, stack.context(), Send.STOP, argument)),
    /**
     * {@code local_irq_save} in a task: up to IPL 7 outside {@code do_entInt}. Offered where it can matter: if callers
     * may have interrupts off, or edges are lost at any IPL 7.
     */
    IRQ_SAVE(Origin.CHOICE, (system, s, cpu, stack, argument) -> s.stack(cpu, stack.withIrqsOff(true))),
    /** {@code local_irq_restore} in a task: back to IPL 0. */
    IRQ_RESTORE(Origin.PROGRAM, (system, s, cpu, stack, argument) -> s.stack(cpu, stack.withIrqsOff(false))),
    /** {@code do_idle}, {@code flush_smp_call_function_queue}: an idle CPU takes its queue with no IPI. */
    IDLE_FLUSH(Origin.CHOICE, (system, s, cpu, stack, argument) -> ReceivePath.takeQueue(s, cpu, stack)),

    /**
     * {@code spin_lock(&alpha_smp_ipi_lock)}, enabled when free; or {@code spin_trylock}, which may fail and then goes
     * to {@code alpha_drain_ipi}.
     */
    TRY_LOCK(Origin.PROGRAM, (system, s, cpu, stack, argument) -> system.lockPath.tryLock(s, cpu, stack.context())),
    /**
     * {@code alpha_drain_ipi}: read a CPU's bits, to handle them if any is set. Argument: the CPU whose word is read,
     * another than the reader's own if the task migrated between finding the address and reading.
     */
    DRAIN_READ(
            Origin.PROGRAM,
            (system, s, cpu, stack, argument) -> system.lockPath.drainRead(s, cpu, stack, (int) argument)),
    /** {@code alpha_drain_ipi}: {@code local_irq_save}. */
    DRAIN_SAVE(Origin.PROGRAM, (system, s, cpu, stack, argument) -> system.lockPath.drainSave(s, cpu, stack)),
    /** {@code alpha_drain_ipi}: {@code local_irq_restore}. */
    DRAIN_RESTORE(
            Origin.PROGRAM, (system, s, cpu, stack, argument) -> s.sends().point(cpu, stack.context(), Point.TRY_LOCK)),
    /**
     * {@code csd_lock}, enabled once the previous use of this CPU's csd for the target has ended, and {@code llist_add}
     * to the target's {@code call_single_queue}; only if that was empty will an IPI be sent. Nobody can see a csd that
     * is locked and not yet queued, so this is one microstep. Argument: target. The kernel goes through the mask
     * upwards; the model allows any order.
     */
    ENQUEUE(
            Origin.PROGRAM,
            (system, s, cpu, stack, argument) -> SendPath.enqueue(s, cpu, stack.context(), (int) argument)),
    /** {@code send_ipi_message}: set the message's bit in {@code ipi_data[target].bits}. Argument: target. */
    SET_BIT(
            Origin.PROGRAM,
            (system, s, cpu, stack, argument) -> SendPath.setBit(s, cpu, stack.context(), (int) argument)),
    /** {@code send_ipi_message}: {@code wripir(target)}, once the bits of all targets are set. Argument: target. */
    WRIPIR(
            Origin.PROGRAM,
            (system, s, cpu, stack, argument) -> system.sendPath.wripir(s, cpu, stack.context(), (int) argument)),
    /** {@code csd_lock_wait} over the mask, enabled once every target has unlocked its csd. */
    CSD_WAIT(Origin.PROGRAM, (system, s, cpu, stack, argument) -> SendPath.end(s, cpu, stack.context())),
    /** {@code csd_lock_wait_toolong}: send the IPI of an overdue call again. Argument: target. */
    RESEND(
            Origin.WATCHDOG,
            (system, s, cpu, stack, argument) -> SendPath.resend(s, cpu, stack.context(), (int) argument)),
    /** {@code spin_unlock(&alpha_smp_ipi_lock)}. */
    UNLOCK(Origin.PROGRAM, (system, s, cpu, stack, argument) -> LockPath.unlock(s, cpu, stack.context())),

    /** {@code handle_ipi}: {@code ops = xchg(&bits, 0)}; 0 ends it. */
    XCHG_BITS(Origin.PROGRAM, (system, s, cpu, stack, argument) -> ReceivePath.xchgBits(s, cpu, stack)),
    /** {@code handle_ipi}: {@code scheduler_ipi}. */
    SCHEDULER_IPI(Origin.PROGRAM, (system, s, cpu, stack, argument) -> ReceivePath.schedulerIpi(s, cpu, stack)),
    /** {@code handle_ipi}: {@code halt} on {@code IPI_CPU_STOP}; the CPU does nothing more. */
    HALT(Origin.PROGRAM, (system, s, cpu, stack, argument) -> s.stack(cpu, stack.receiving(Receive.HALTED))),
    /** {@code flush_smp_call_function_queue}: {@code llist_del_all}, the queue is taken whole. */
    TAKE_QUEUE(Origin.PROGRAM, (system, s, cpu, stack, argument) -> ReceivePath.takeQueue(s, cpu, stack)),
    /**
     * {@code flush_smp_call_function_queue}: run one function taken from the queue and {@code csd_unlock} it, those
     * with {@code CSD_TYPE_SYNC} first. Argument: source CPU, plus {@link SystemState#SOFTIRQ_CSD} for a csd of its
     * softirqs.
     */
    CSD_UNLOCK(
            Origin.PROGRAM, (system, s, cpu, stack, argument) -> ReceivePath.csdUnlock(s, cpu, stack, (int) argument)),
    /** {@code flush_smp_call_function_queue}: {@code sched_ttwu_pending} over all wake-ups taken, last of all. */
    RUN_WAKEUPS(Origin.PROGRAM, (system, s, cpu, stack, argument) -> ReceivePath.runWakeups(s, cpu, stack)),

    /**
     * {@code do_entInt}: the CPU takes an interrupt and goes to IPL 7. Argument:
     * {@link lostedge.engine.event.InterruptKind} ordinal, the {@code type} of {@code do_entInt}.
     */
    ENTER_INTERRUPT(
            Origin.INTERRUPT,
            (system, s, cpu, stack, argument) -> system.interruptPath.enter(s, cpu, stack, (int) argument)),
    /** {@code handle_irq}, {@code machine_check} or {@code perf_irq}: the handler of this interrupt has run. */
    RUN_HANDLER(
            Origin.PROGRAM, (system, s, cpu, stack, argument) -> s.stack(cpu, system.interruptPath.runHandler(stack))),
    /** {@code alpha_poll_ipi_inirq}: {@code READ_ONCE} of the CPU's own bits, to handle them if any is set. */
    POLL_READ(Origin.PROGRAM, (system, s, cpu, stack, argument) -> InterruptPath.pollRead(s, cpu, stack)),
    /** {@code irq_exit} of an RTC interrupt in an inner bracket, with no softirq to run; the poll comes next. */
    IRQ_EXIT(Origin.PROGRAM, (system, s, cpu, stack, argument) -> s.stack(cpu, stack.at(Frame.INNER_POLL))),
    /** {@code irq_exit}, outermost: softirqs begin, IPL falls to 0. */
    SOFTIRQ_BEGIN(Origin.CHOICE, (system, s, cpu, stack, argument) -> s.stack(cpu, InterruptPath.softirqBegin(stack))),
    /** {@code __do_softirq}: the softirqs have run; back to IPL 7, where those raised meanwhile may begin. */
    SOFTIRQ_END(Origin.PROGRAM, (system, s, cpu, stack, argument) -> s.stack(cpu, InterruptPath.softirqEnd(stack))),
    /**
     * {@code irq_exit} with no softirq left, and return from interrupt: the interrupted context goes on at its own IPL.
     */
    RTI(Origin.PROGRAM, (system, s, cpu, stack, argument) -> s.stack(cpu, stack.at(Frame.NONE)));

    /** Why a microstep happens. */
    public enum Origin {
        /** The code that runs on the CPU does it next, as soon as it is enabled. */
        PROGRAM,
        /** The hardware does it, again and again: interrupts recur. */
        INTERRUPT,
        /** A timer within the program does it, if the wait lasts. */
        WATCHDOG,
        /** Somebody may begin new work here; nobody must. */
        CHOICE
    }

    /** What a microstep does on a CPU, on which a stack stands. */
    @FunctionalInterface
    private interface Effect {
        void apply(IpiSystem system, SystemState s, int cpu, ContextStack stack, long argument);
    }

    private static final Microstep[] VALUES = values();

    private final Origin origin;
    private final Effect effect;

    Microstep(Origin origin, Effect effect) {
        this.origin = origin;
        this.effect = effect;
    }

    /** {@return the microstep with this {@link #ordinal()}} */
    public static Microstep of(int ordinal) {
        return VALUES[ordinal];
    }

    /** Carries it out on a CPU with a stack. */
    void apply(IpiSystem system, SystemState s, int cpu, ContextStack stack, long argument) {
        effect.apply(system, s, cpu, stack, argument);
    }

    /** {@return why it happens} */
    public Origin origin() {
        return origin;
    }
}

package lostedge.engine.belief;

import java.util.EnumSet;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.Csd;
import lostedge.engine.state.Point;
import lostedge.engine.state.Receive;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.IpiLock;

/**
 * The transition system as one receiving CPU sees it: {@link #RECEIVER} is that CPU, each other CPU stands for one send
 * to it, with a csd of its own. So a sender that is interrupted while it sends is two.
 *
 * <p>Two more CPUs take what the receiver sends and hold the IPI lock while it drains. Of its own sends only that they
 * keep interrupts off matters here.
 */
public final class ReceiverSystem {
    /** The receiving CPU. */
    public static final int RECEIVER = 0;

    /** Offered steps of which only the first is wanted. */
    private static final class First implements IpiSystem.StepSink {
        boolean any;
        Microstep microstep = Microstep.RTI;
        long argument;

        @Override
        public boolean step(Microstep offered, int cpu, long offeredArgument) {
            any = true;
            microstep = offered;
            argument = offeredArgument;
            return false;
        }
    }

    private static final int FEWEST_SLOTS = 16;
    private static final int SPARE_SLOTS = 4;
    private static final int MOST_SLOTS = Configuration.MAX_CPUS - 3;

    private final IpiSystem system;
    private final int slots;
    private final int elsewhere;
    private final int rival;
    private final boolean drains;
    private final boolean masksMatter;
    private final boolean partly;
    private final DrainReads drainReads;
    private final First first = new First();

    /** The system of one receiver on a machine of so many CPUs. */
    public ReceiverSystem(Assumptions assumptions, int cpus) {
        slots = Math.min(MOST_SLOTS, Math.max(FEWEST_SLOTS, cpus + SPARE_SLOTS));
        elsewhere = slots + 1;
        rival = slots + 2;
        drains = assumptions.kernel().lock() == IpiLock.TRYLOCK_DRAIN;
        drainReads = assumptions.kernel().drainReads();
        partly = assumptions.partly();
        masksMatter = assumptions.hardware() == Hardware.LOST_AT_IPL7;
        CallerRules callers = new CallerRules(Choice.ON, false, Choice.ON, Softirqs.RUN, true, true, false, true);
        system = new IpiSystem(new Configuration(
                slots + 3,
                assumptions.hardware(),
                assumptions.kernel(),
                callers,
                EnumSet.of(InterruptKind.RTC, InterruptKind.DEVICE)));
    }

    /** {@return the transition system} */
    public IpiSystem system() {
        return system;
    }

    /** {@return the most sends to the receiver that can be outstanding; they are CPUs 1 to this} */
    public int slots() {
        return slots;
    }

    /** {@return the CPU that takes what the receiver sends} */
    int elsewhere() {
        return elsewhere;
    }

    /** {@return whether edges may be lost where a plain section has interrupts off} */
    boolean masksMatter() {
        return masksMatter;
    }

    /** {@return whether an edge that reaches the receiver now may be lost} */
    boolean mayLose(SystemState s) {
        return system.mayLose(s, RECEIVER);
    }

    /** {@return whether an edge that reaches the receiver now may be held or taken} */
    boolean mayHold(SystemState s) {
        return partly || !mayLose(s);
    }

    /** {@return a new state with nothing sent to the receiver} */
    SystemState quiescent() {
        SystemState state = system.initial();
        system.apply(state, Microstep.CALL, rival, 1L << elsewhere);
        finishCall(state, rival);
        return state;
    }

    /** {@return whether the program of a CPU has this as its next step} */
    public boolean next(SystemState s, int cpu, Microstep microstep) {
        first.any = false;
        system.program(s, cpu, first);
        return first.any && first.microstep == microstep;
    }

    /** {@return whether softirqs may begin on the receiver} */
    public boolean mayBeginSoftirqs(SystemState s) {
        return s.depth(RECEIVER) == 1
                && s.receive(RECEIVER) == Receive.NONE
                && s.stack(RECEIVER).atIrqExit();
    }

    /** Runs one function of the receiver's queue and lets its caller, if it waits, go on. */
    void unlock(SystemState s, int slot) {
        system.apply(s, Microstep.CSD_UNLOCK, RECEIVER, slot);
        goOn(s, slot);
    }

    /** Lets a caller whose function has run go on. */
    void goOn(SystemState s, int slot) {
        if (s.point(slot, SystemState.TASK) == Point.WAIT && s.csd(SystemState.TASK, slot, RECEIVER) == Csd.FREE) {
            system.apply(s, Microstep.CSD_WAIT, slot, 0);
        }
    }

    /** {@return whether the receiver may be at the IPI lock, about to handle its own bits} */
    boolean mayDrain(SystemState s) {
        return drains
                && s.context(RECEIVER) == SystemState.TASK
                && s.point(RECEIVER, SystemState.TASK) == Point.IDLE
                && s.receive(RECEIVER) == Receive.NONE
                && s.bits(RECEIVER) != 0;
    }

    /** Another CPU takes the lock, the receiver finds it taken and begins to handle its bits. */
    void drain(SystemState s) {
        system.apply(s, Microstep.LOCKED_CALL, rival, 1L << elsewhere);
        system.apply(s, Microstep.TRY_LOCK, rival, 0);
        system.apply(s, Microstep.LOCKED_CALL, RECEIVER, 1L << elsewhere);
        system.apply(s, Microstep.TRY_LOCK, RECEIVER, 0);
        boolean readsFirst = drainReads == DrainReads.IRQS_ON;
        system.apply(s, readsFirst ? Microstep.DRAIN_READ : Microstep.DRAIN_SAVE, RECEIVER, RECEIVER);
        system.apply(s, readsFirst ? Microstep.DRAIN_SAVE : Microstep.DRAIN_READ, RECEIVER, RECEIVER);
    }

    /** {@return whether the receiver has drained} */
    boolean hasDrained(SystemState s) {
        return drains
                && s.context(RECEIVER) == SystemState.TASK
                && s.point(RECEIVER, SystemState.TASK) == Point.DRAIN_RESTORE
                && s.receive(RECEIVER) == Receive.NONE;
    }

    /** The other CPU releases the lock, the receiver takes it, calls and is back in its task. */
    void endDrain(SystemState s) {
        system.apply(s, Microstep.DRAIN_RESTORE, RECEIVER, 0);
        finishCall(s, rival);
        finishCall(s, RECEIVER);
    }

    private void finishCall(SystemState s, int cpu) {
        while (s.point(cpu, SystemState.TASK) != Point.IDLE) {
            first.any = false;
            system.program(s, cpu, first);
            if (first.any) {
                system.apply(s, first.microstep, cpu, first.argument);
            } else {
                system.apply(s, Microstep.IDLE_FLUSH, elsewhere, 0);
                system.apply(s, Microstep.CSD_UNLOCK, elsewhere, cpu);
            }
        }
    }
}

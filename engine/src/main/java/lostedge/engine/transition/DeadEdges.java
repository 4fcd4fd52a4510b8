package lostedge.engine.transition;

import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant.IpiLock;
import lostedge.engine.variant.KernelVariant.RtcBracket;

/**
 * Edges that say nothing that bits do not say, so that states need not tell whether one is held.
 *
 * <p>Where the kernel polls and interrupts recur, an edge is forgotten: an interrupt of another kind that is taken
 * instead finds the same bits at its poll. It does not where it runs softirqs between handler and poll; and a CPU that
 * has been stopped takes neither.
 *
 * <p>Where hardware latches edges, an edge follows the bits of its CPU: it is held if and only if one is set. The
 * argument is in the block below; {@code DeadEdgesTest} and {@code GoalSearchTest} try its steps.
 */
final class DeadEdges {
    /*
     * Let M be the system with its own edges, on hardware that latches them, and F the one whose edges follow the
     * bits. Nobody stops CPUs, and there are no softirqs, so a sender that has set its first bit comes to its last
     * wripir, and whoever has entered an interrupt leaves it again, whatever others do.
     *
     * [1] F comes wherever M comes. In M a bit that is set has an edge, or its wripir is still to come, or handle_ipi
     * runs and will look again. F is not held up: with a bit set it may enter. M may also enter for an edge whose bit
     * is gone. F puts that off until a bit is set; if handle_ipi ends before, it leaves it out. Nobody sees the
     * difference, for no edge is lost at a CPU that has entered.
     *
     * [2] Where M is stuck, F is. From a state of M go on until every handler has returned and every send that has
     * set a bit has issued its wripirs: these are steps that must happen. Then M and F agree, but that M may hold
     * edges without a bit, which lead to nothing. Suppose that steps that must happen lead from there to a goal in F.
     * M can do as F does unless F takes an interrupt for a bit whose wripir is still to come.
     *
     * If only the holder of the IPI lock sends, then until its last wripir the others do nothing but handle what they
     * find and try the lock in vain. What a CPU does before its own bit is set, and all interrupts of the sender, can
     * come before the first bit is set; what it does later, after the last wripir. For nobody else's steps depend on
     * it meanwhile, but those of a drain that looks at another's bits, and that ends where it began. So M can do it
     * too.
     *
     * If all callers have interrupts on, then M is stuck nowhere. For let every bit be handled, and let some send not
     * go on: it waits for its caller's last use of a csd, which is in a queue. No bit is set there, so the first in
     * that queue is of a send that has not come to its bits: it waits as well. It began before that last use, and so
     * before the send that waits for it. But of the sends that wait one began first. So none waits, every queue has
     * its bit, and every call is released; then whoever has the lock gives it up.
     */
    private enum Rule {
        LIVE,
        FORGOTTEN,
        FOLLOW_BITS
    }

    private final Rule rule;

    DeadEdges(Configuration configuration) {
        if (isPolledInTime(configuration)) {
            rule = Rule.FORGOTTEN;
        } else {
            rule = isLatchedInVain(configuration) ? Rule.FOLLOW_BITS : Rule.LIVE;
        }
    }

    private static boolean isPolledInTime(Configuration configuration) {
        boolean innerAlone = configuration.kernel().bracket() == RtcBracket.INNER
                && configuration.interrupts().stream().allMatch(kind -> kind == InterruptKind.RTC)
                && configuration.callers().softirqs() != Softirqs.NONE;
        return configuration.kernel().poll()
                && !configuration.interrupts().isEmpty()
                && !configuration.callers().stops()
                && !innerAlone;
    }

    private static boolean isLatchedInVain(Configuration configuration) {
        CallerRules callers = configuration.callers();
        return configuration.hardware() == Hardware.LATCHED
                && callers.softirqs() == Softirqs.NONE
                && !callers.stops()
                && (callers.irqs() == Choice.ON || isSentUnderLock(configuration));
    }

    /** {@return whether nobody sends but tasks that hold the IPI lock} */
    static boolean isSentUnderLock(Configuration configuration) {
        CallerRules callers = configuration.callers();
        return configuration.kernel().lock() != IpiLock.NONE
                && callers.softirqs() == Softirqs.NONE
                && !callers.unlocked()
                && !callers.wakeUps()
                && !callers.reschedules()
                && !callers.stops();
    }

    /** {@return whether edges say nothing that bits do not} */
    boolean any() {
        return rule != Rule.LIVE;
    }

    /** Resets a CPU's edge. */
    void reset(IpiSystem system, SystemState s, int cpu) {
        if (rule == Rule.FOLLOW_BITS && s.bits(cpu) != 0) {
            system.holdEdge(s, cpu);
        } else if (rule != Rule.LIVE) {
            system.forgetEdge(s, cpu);
        }
    }

    /** Resets the edge that a step has changed, or ought to have. */
    void reset(IpiSystem system, SystemState s, Microstep step, int cpu, long argument) {
        switch (step) {
            case WRIPIR -> reset(system, s, (int) argument);
            case SET_BIT -> followBits(system, s, (int) argument);
            case ENTER_INTERRUPT, XCHG_BITS -> followBits(system, s, cpu);
            default -> {}
        }
    }

    private void followBits(IpiSystem system, SystemState s, int cpu) {
        if (rule == Rule.FOLLOW_BITS) {
            reset(system, s, cpu);
        }
    }
}

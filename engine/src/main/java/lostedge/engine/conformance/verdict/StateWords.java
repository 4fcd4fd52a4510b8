package lostedge.engine.conformance.verdict;

import static lostedge.engine.belief.ReceiverSystem.RECEIVER;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lostedge.engine.belief.ReceiverSystem;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;
import lostedge.engine.model.Microstep;
import lostedge.engine.receiver.CallSlots;
import lostedge.engine.receiver.Receiver;
import lostedge.engine.state.Receive;
import lostedge.engine.state.SystemState;

/** States and steps of a receiver in the words of the kernel. */
public final class StateWords {
    private static final int MOST_ALTERNATIVES = 6;

    private final ReceiverSystem machine;
    private final Labels labels;

    /** Words for states of this system, with the names of a recording. */
    public StateWords(ReceiverSystem machine, Labels labels) {
        this.machine = machine;
        this.labels = labels;
    }

    CpuPicture picture(Receiver receiver) {
        if (!receiver.known()) {
            return new CpuPicture(receiver.cpu(), 0, "not known", "not known", "not known", "not known");
        }
        return new CpuPicture(
                receiver.cpu(),
                receiver.belief().size(),
                alternatives(receiver, this::context),
                alternatives(receiver, StateWords::bits),
                alternatives(receiver, state -> state.edge(RECEIVER) ? "held" : "none"),
                alternatives(receiver, state -> queue(receiver, state)));
    }

    private static String alternatives(Receiver receiver, Function<SystemState, String> words) {
        Set<String> all =
                receiver.belief().states().stream().map(words).collect(Collectors.toCollection(LinkedHashSet::new));
        String shown = all.stream().limit(MOST_ALTERNATIVES).collect(Collectors.joining(" | "));
        return all.size() > MOST_ALTERNATIVES ? shown + " | ..." : shown;
    }

    private String context(SystemState state) {
        String receiving = state.receive(RECEIVER) == Receive.NONE ? "" : ", in handle_ipi";
        String place = switch (state.context(RECEIVER)) {
            case SystemState.TASK -> state.atIpl7(RECEIVER) ? "task, IPL 7" : "task, IPL 0";
            case SystemState.SOFTIRQ -> "softirqs, IPL 0";
            default -> "do_entInt" + stage(state);
        };
        return place + receiving;
    }

    private String stage(SystemState state) {
        if (machine.next(state, RECEIVER, Microstep.RUN_HANDLER)) {
            return ", handler";
        }
        if (machine.next(state, RECEIVER, Microstep.POLL_READ)) {
            return ", before the poll";
        }
        return state.receive(RECEIVER) == Receive.NONE ? ", irq_exit" : "";
    }

    private static String bits(SystemState state) {
        StringBuilder words = new StringBuilder();
        for (IpiMessage message : List.of(IpiMessage.RESCHEDULE, IpiMessage.CALL_FUNC)) {
            if ((state.bits(RECEIVER) >>> message.ordinal() & 1) != 0) {
                words.append(words.isEmpty() ? "" : "+").append(message);
            }
        }
        return words.isEmpty() ? "0" : words.toString();
    }

    private String queue(Receiver receiver, SystemState state) {
        String queued = calls(receiver, state.queued(0, RECEIVER), state.wakesQueued(RECEIVER));
        String taken = calls(receiver, state.taken(0, RECEIVER), state.wakesTaken(RECEIVER));
        return (queued.isEmpty() ? "empty" : queued) + (taken.isEmpty() ? "" : "; taken: " + taken);
    }

    private String calls(Receiver receiver, long mask, boolean wakes) {
        StringBuilder words = new StringBuilder();
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            words.append(words.isEmpty() ? "" : ", ")
                    .append(name(receiver.slots().call(Long.numberOfTrailingZeros(rest))));
        }
        if (wakes) {
            words.append(words.isEmpty() ? "" : ", ").append("wake-ups");
        }
        return words.toString();
    }

    private String name(CallSlots.@org.jspecify.annotations.Nullable Call call) {
        return call == null
                ? "a call"
                : (call.function() < 0 ? "a function" : labels.text(call.function())) + " of CPU " + call.source();
    }

    /** {@return the steps that could come next, silent ones included} */
    List<String> enabled(Receiver receiver) {
        Set<String> steps = new LinkedHashSet<>();
        if (receiver.known()) {
            for (SystemState state : receiver.closure().states()) {
                machine.system()
                        .program(state, RECEIVER, (step, cpu, argument) -> add(receiver, steps, step, argument));
                machine.system()
                        .interrupts(state, RECEIVER, (step, cpu, argument) -> add(receiver, steps, step, argument));
                if (machine.mayBeginSoftirqs(state)) {
                    steps.add("softirqs begin in irq_exit");
                }
            }
        }
        return List.copyOf(steps);
    }

    private boolean add(Receiver receiver, Set<String> steps, Microstep step, long argument) {
        steps.add(
                switch (step) {
                    case ENTER_INTERRUPT -> "enter do_entInt for " + InterruptKind.values()[(int) argument];
                    case RUN_HANDLER -> "run the handler to its end";
                    case POLL_READ -> "the poll reads the bits";
                    case RTI -> "return from interrupt";
                    case IRQ_RESTORE -> "local_irq_restore";
                    case SOFTIRQ_END -> "softirqs end";
                    case XCHG_BITS -> "handle_ipi: xchg(bits, 0)";
                    case TAKE_QUEUE -> "handle_ipi: take the queue";
                    case SCHEDULER_IPI -> "handle_ipi: scheduler_ipi";
                    case CSD_UNLOCK -> "run " + name(receiver.slots().call((int) argument));
                    case RUN_WAKEUPS -> "run sched_ttwu_pending";
                    default -> step.name();
                });
        return true;
    }
}

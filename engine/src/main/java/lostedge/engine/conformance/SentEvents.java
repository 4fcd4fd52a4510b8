package lostedge.engine.conformance;

import java.util.function.Consumer;
import lostedge.engine.conformance.Passage.Tells;
import lostedge.engine.conformance.verdict.FreeStep;
import lostedge.engine.conformance.verdict.FreeSteps;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.receiver.CallSlots.Call;
import lostedge.engine.receiver.CallSlots.Kind;
import lostedge.engine.receiver.Inbox;
import lostedge.engine.receiver.Receiver;

/** What CPUs send to each other, told to the receivers. */
final class SentEvents {
    private final Receiver[] receivers;
    private final CallNames names;
    private final FreeSteps free;
    private final boolean strict;

    SentEvents(Receiver[] receivers, CallNames names, FreeSteps free, boolean strict) {
        this.receivers = receivers;
        this.names = names;
        this.free = free;
        this.strict = strict;
    }

    /** A call is put on a queue; the receivers that do not explain it are told to a consumer. */
    void queued(Sender sender, EventBatch batch, int row, Consumer<Receiver> contradicted) {
        int target = batch.peer[row];
        if (target == batch.cpu[row] || target < 0) {
            return;
        }
        Call call = names.call(batch, row);
        if (call.kind() == Kind.IRQ_WORK) {
            free.count(FreeStep.IRQ_WORK);
        }
        if (!sender.queues(receivers[target], call, batch, row)) {
            contradicted.accept(receivers[target]);
        }
    }

    /** An interrupt goes out; the receivers that do not explain it are told to a consumer. */
    void sent(Sender sender, EventBatch batch, int row, Consumer<Receiver> contradicted) {
        boolean mask = batch.kindAt(row) == EventKind.IPI_SEND_CPUMASK;
        IpiMessage message = IpiMessage.of(batch.code[row]);
        for (long rest = mask ? batch.reference[row] : 1; rest != 0; rest &= rest - 1) {
            int target = batch.peer[row] + Long.numberOfTrailingZeros(rest);
            if (target == batch.cpu[row] || target < 0 || target >= receivers.length) {
                continue;
            }
            Receiver receiver = receivers[target];
            if (message == IpiMessage.RESCHEDULE) {
                sender.reschedules(receiver, batch, row);
            } else if (message != IpiMessage.CALL_FUNC) {
                receiver.forget();
            } else if (!sender.sends(receiver, batch, row)) {
                contradicted.accept(receiver);
            }
        }
    }

    /** {@return whether the receiver explains what a sender's event tells} */
    boolean explained(Passage passage) {
        Flight flight = passage.flight();
        Inbox inbox = flight.target.inbox();
        if (passage.tells() == Tells.QUEUED) {
            return inbox.queued(flight.slot());
        }
        inbox.arrived(passage.event().ns());
        if (passage.tells() == Tells.LEFT && inbox.left(flight.slot())) {
            return true;
        }
        boolean told = passage.tells() == Tells.LEFT_TO_IDLE;
        boolean may = !flight.sent && !strict && flight.target.course().idles();
        if (!told && !may || !inbox.leftToIdle(flight.slot())) {
            return false;
        }
        free.count(FreeStep.LEFT_TO_IDLE);
        return true;
    }
}

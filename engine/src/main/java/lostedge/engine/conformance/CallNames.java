package lostedge.engine.conformance;

import java.util.Arrays;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.Labels;
import lostedge.engine.receiver.CallSlots;
import lostedge.engine.receiver.CallSlots.Kind;
import org.jspecify.annotations.Nullable;

/** How calls are run, told from the names of function and call site once per name. */
final class CallNames {
    private final Labels labels;
    private @Nullable Kind[] ofFunction = {};
    private @Nullable Kind[] ofSite = {};

    CallNames(Labels labels) {
        this.labels = labels;
    }

    /** {@return the call an event is about, as its CPU's} */
    CallSlots.Call call(EventBatch batch, int row) {
        Kind kind = of(batch.label[row], batch.site[row]);
        return new CallSlots.Call(kind, batch.cpu[row], batch.reference[row], batch.label[row], batch.timestampNs[row]);
    }

    /** {@return how a call of this function, queued from this code position if that is told, is run} */
    private Kind of(int function, int site) {
        Kind kind = function < 0 ? Kind.FUNCTION : ofFunction(function);
        return kind == Kind.FUNCTION && site >= 0 ? ofSite(site) : kind;
    }

    private Kind ofFunction(int id) {
        ofFunction = grown(ofFunction, id);
        Kind known = ofFunction[id];
        if (known == null) {
            String name = labels.text(id);
            known = name.startsWith("sched_ttwu_pending")
                    ? Kind.WAKE_UP
                    : name.startsWith("rcu_iw_handler") ? Kind.IRQ_WORK : Kind.FUNCTION;
            ofFunction[id] = known;
        }
        return known;
    }

    private Kind ofSite(int id) {
        ofSite = grown(ofSite, id);
        Kind known = ofSite[id];
        if (known == null) {
            known = labels.text(id).startsWith("irq_work_queue") ? Kind.IRQ_WORK : Kind.FUNCTION;
            ofSite[id] = known;
        }
        return known;
    }

    private static @Nullable Kind[] grown(@Nullable Kind[] kinds, int id) {
        return id < kinds.length ? kinds : Arrays.copyOf(kinds, Math.max(64, id * 2));
    }
}

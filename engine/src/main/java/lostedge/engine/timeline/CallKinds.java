package lostedge.engine.timeline;

import java.util.Arrays;
import lostedge.engine.event.Labels;

/** How calls of a function are run, told from the names of function and call site once per name. */
final class CallKinds {
    private static final byte NOT_YET = -1;
    private static final Call.Kind[] KINDS = Call.Kind.values();

    private final Labels labels;
    private byte[] ofFunction = {};
    private byte[] ofSite = {};

    CallKinds(Labels labels) {
        this.labels = labels;
    }

    /** {@return how a call of this function is run} */
    Call.Kind of(int function) {
        if (function < 0) {
            return Call.Kind.FUNCTION;
        }
        ofFunction = grown(ofFunction, function);
        if (ofFunction[function] == NOT_YET) {
            ofFunction[function] = (byte) ofFunction(labels.text(function)).ordinal();
        }
        return KINDS[ofFunction[function]];
    }

    /** {@return how a call of this function queued from this code position is run} */
    Call.Kind of(int function, int site) {
        Call.Kind kind = of(function);
        if (kind != Call.Kind.FUNCTION || site < 0) {
            return kind;
        }
        ofSite = grown(ofSite, site);
        if (ofSite[site] == NOT_YET) {
            ofSite[site] = (byte) ofSite(labels.text(site)).ordinal();
        }
        return KINDS[ofSite[site]];
    }

    private static Call.Kind ofFunction(String name) {
        if (name.startsWith("sched_ttwu_pending")) {
            return Call.Kind.WAKE_UP;
        }
        return name.startsWith("rcu_iw_handler") ? Call.Kind.IRQ_WORK : Call.Kind.FUNCTION;
    }

    private static Call.Kind ofSite(String name) {
        return name.startsWith("irq_work_queue") ? Call.Kind.IRQ_WORK : Call.Kind.FUNCTION;
    }

    private static byte[] grown(byte[] kinds, int id) {
        if (id < kinds.length) {
            return kinds;
        }
        byte[] longer = Arrays.copyOf(kinds, Math.max(64, id * 2));
        Arrays.fill(longer, kinds.length, longer.length, NOT_YET);
        return longer;
    }
}

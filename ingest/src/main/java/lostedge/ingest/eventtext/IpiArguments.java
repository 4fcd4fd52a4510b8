package lostedge.ingest.eventtext;

import java.util.Arrays;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;
import lostedge.ingest.bytes.Literal;

/**
 * Arguments of the {@code ipi} tracepoints: who is sent which message. The message of a callback or reason is found
 * once and remembered by its label.
 */
final class IpiArguments {
    private static final Literal CPU = Literal.of("cpu=");
    private static final Literal CPUMASK = Literal.of("cpumask=");
    private static final Literal TARGET_MASK = Literal.of("target_mask=");
    private static final Literal CALLSITE = Literal.of(" callsite=");
    private static final Literal CALLBACK = Literal.of(" callback=");
    private static final Literal FAILED = Literal.of("[FAILED TO PARS");
    private static final Literal FAILED_END = Literal.of("E] ");
    private static final byte UNREAD = -1;

    private final Labels labels;
    private final CpuMask mask = new CpuMask();
    private byte[] messageOfCallback = new byte[0];
    private byte[] messageOfReason = new byte[0];
    private boolean maskUntold;

    IpiArguments(Labels labels) {
        this.labels = labels;
    }

    /** {@return the mask read last} */
    CpuMask mask() {
        return mask;
    }

    /** {@return whether the recorder could not print the mask of the event read last} */
    boolean maskUntold() {
        return maskUntold;
    }

    /** {@code (%s)}. */
    void reason(FieldCursor in, EventBatch batch, int row) {
        int reason = in.parenthesised();
        if (reason == Labels.NONE) {
            return;
        }
        batch.label[row] = reason;
        messageOfReason = covering(messageOfReason, reason);
        if (messageOfReason[reason] == UNREAD) {
            messageOfReason[reason] =
                    (byte) IpiMessage.ofReason(labels.text(reason)).ordinal();
        }
        batch.code[row] = messageOfReason[reason];
    }

    /** {@code target_mask=%s (%s)}. */
    void raise(FieldCursor in, EventBatch batch, int row) {
        in.expect(TARGET_MASK);
        targets(in, batch, row);
        in.any();
        reason(in, batch, row);
    }

    /** {@code cpu=%u callsite=%pS callback=%pS}. */
    void send(FieldCursor in, EventBatch batch, int row) {
        in.expect(CPU);
        int target = in.cpu();
        batch.peer[row] = target;
        siteAndCallback(in, batch, row, target == batch.cpu[row]);
    }

    /**
     * {@code cpumask=%s callsite=%pS callback=%pS}. A perf that cannot print masks prints where the mask stands in the
     * record instead; the row then names no target.
     */
    void sendToMask(FieldCursor in, EventBatch batch, int row) {
        maskUntold = in.accept(FAILED);
        if (maskUntold) {
            in.expect(FAILED_END);
        }
        in.expect(CPUMASK);
        if (maskUntold) {
            mask.clear();
            in.skipNumber();
        } else {
            targets(in, batch, row);
        }
        siteAndCallback(in, batch, row, mask.isOnly(batch.cpu[row]));
    }

    private void targets(FieldCursor in, EventBatch batch, int row) {
        int behind = mask.read(in.bytes(), in.position(), in.end());
        if (behind < 0) {
            in.fail();
            return;
        }
        in.moveTo(behind);
        int word = mask.nextWord(0);
        batch.peer[row] = word < 0 ? 0 : word * Long.SIZE;
        batch.reference[row] = word < 0 ? 0 : mask.word(word);
    }

    private void siteAndCallback(FieldCursor in, EventBatch batch, int row, boolean toItself) {
        in.expect(CALLSITE);
        batch.site[row] = in.site();
        in.expect(CALLBACK);
        int callback = in.function();
        batch.label[row] = callback;
        batch.code[row] = message(callback, toItself);
    }

    private int message(int callback, boolean toItself) {
        if (callback == Labels.NONE) {
            return IpiMessage.RESCHEDULE.ordinal();
        }
        if (toItself) {
            return IpiMessage.ofCallback(labels.text(callback), true).ordinal();
        }
        messageOfCallback = covering(messageOfCallback, callback);
        if (messageOfCallback[callback] == UNREAD) {
            messageOfCallback[callback] =
                    (byte) IpiMessage.ofCallback(labels.text(callback), false).ordinal();
        }
        return messageOfCallback[callback];
    }

    private static byte[] covering(byte[] known, int id) {
        if (id < known.length) {
            return known;
        }
        byte[] wider = Arrays.copyOf(known, Math.max(64, 2 * id));
        Arrays.fill(wider, known.length, wider.length, UNREAD);
        return wider;
    }
}

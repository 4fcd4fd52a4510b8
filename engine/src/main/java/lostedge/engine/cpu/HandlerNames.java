package lostedge.engine.cpu;

import java.util.Arrays;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.Labels;
import org.jspecify.annotations.Nullable;

/** The kind of interrupt a handler serves, told from its name once per name. */
public final class HandlerNames {
    private final Labels labels;
    private @Nullable InterruptKind[] kinds = new InterruptKind[64];

    /** Kinds behind the ids of these labels. */
    public HandlerNames(Labels labels) {
        this.labels = labels;
    }

    /** {@return the kind of interrupt the event enters or leaves, or null if it does not or does not tell} */
    public @Nullable InterruptKind kindOf(EventKind kind, EventBatch batch, int row) {
        return kind == EventKind.IRQ_HANDLER_ENTRY ? kindOf(batch.label[row]) : kind.interrupt();
    }

    private InterruptKind kindOf(int name) {
        if (name < 0) {
            return InterruptKind.DEVICE;
        }
        if (name >= kinds.length) {
            kinds = Arrays.copyOf(kinds, name * 2);
        }
        InterruptKind known = kinds[name];
        if (known == null) {
            known = kindOf(labels.text(name));
            kinds[name] = known;
        }
        return known;
    }

    private static InterruptKind kindOf(String name) {
        if (name.equals("IPI")) {
            return InterruptKind.IPI;
        }
        boolean clock = name.equalsIgnoreCase("rtc") || name.equals("timer") || name.endsWith("_timer");
        return clock ? InterruptKind.RTC : InterruptKind.DEVICE;
    }
}

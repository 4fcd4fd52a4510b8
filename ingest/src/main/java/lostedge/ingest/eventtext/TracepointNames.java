package lostedge.ingest.eventtext;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import lostedge.ingest.bytes.ByteLabels;
import lostedge.ingest.bytes.Literal;
import lostedge.ingest.bytes.Words;

/**
 * The tracepoint names of the vocabulary, found by their bytes. The vectors of x86 that have no kind of their own are
 * told by what only they print: {@code NAME_entry: vector=%d} ({@code arch/x86/include/asm/trace/irq_vectors.h}).
 */
public final class TracepointNames {
    private static final Literal ENTRY = Literal.of("_entry");
    private static final Literal EXIT = Literal.of("_exit");
    private static final Literal VECTOR = Literal.of("vector=");

    private final ByteLabels names = new ByteLabels(new Labels());
    private final EventKind[] kinds;

    /** The names of every kind. */
    public TracepointNames() {
        EventKind[] known = new EventKind[EventKind.values().length];
        for (EventKind kind : EventKind.values()) {
            if (isPrinted(kind)) {
                known[intern(kind.tracepoint())] = kind;
            }
        }
        kinds = Arrays.copyOf(known, names.labels().size());
    }

    /** {@return whether a trace text prints the kind under its {@link EventKind#tracepoint} name} */
    private static boolean isPrinted(EventKind kind) {
        return switch (kind.role()) {
            case RECORDER, KERNEL_LOG -> false;
            default -> kind != EventKind.OTHER && kind != EventKind.VECTOR_ENTRY && kind != EventKind.VECTOR_EXIT;
        };
    }

    private int intern(String name) {
        byte[] padded = Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), name.length() + Words.PADDING);
        return names.intern(padded, 0, name.length());
    }

    /**
     * {@return the kind of an event}
     *
     * @param nameTo where the name that begins at {@code nameFrom} ends
     * @param argumentsFrom where its arguments begin, in the same line
     */
    public EventKind kind(byte[] bytes, int nameFrom, int nameTo, int argumentsFrom) {
        int id = names.intern(bytes, nameFrom, nameTo);
        if (id < kinds.length) {
            return kinds[id];
        }
        if (VECTOR.at(bytes, argumentsFrom)) {
            if (nameTo - ENTRY.length() > nameFrom && ENTRY.at(bytes, nameTo - ENTRY.length())) {
                return EventKind.VECTOR_ENTRY;
            }
            if (nameTo - EXIT.length() > nameFrom && EXIT.at(bytes, nameTo - EXIT.length())) {
                return EventKind.VECTOR_EXIT;
            }
        }
        return EventKind.OTHER;
    }
}

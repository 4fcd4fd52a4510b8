package lostedge.ingest.eventtext;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import lostedge.ingest.bytes.ByteLabels;
import lostedge.ingest.bytes.Words;

/**
 * The tracepoint names of the vocabulary, found by their bytes. The vectors of x86 that have no kind of their own
 * ({@code arch/x86/include/asm/trace/irq_vectors.h}) are {@link EventKind#VECTOR_ENTRY} and
 * {@link EventKind#VECTOR_EXIT}.
 */
public final class TracepointNames {
    private static final List<String> OTHER_VECTORS = List.of(
            "spurious_apic", "error_apic", "x86_platform_ipi", "threshold_apic", "deferred_error_apic", "thermal_apic");

    private final ByteLabels names = new ByteLabels(new Labels());
    private final EventKind[] kinds;

    /** The names of every kind. */
    public TracepointNames() {
        EventKind[] known = new EventKind[EventKind.values().length + 2 * OTHER_VECTORS.size()];
        for (EventKind kind : EventKind.values()) {
            if (isPrinted(kind)) {
                known[intern(kind.tracepoint())] = kind;
            }
        }
        for (String vector : OTHER_VECTORS) {
            known[intern(vector + "_entry")] = EventKind.VECTOR_ENTRY;
            known[intern(vector + "_exit")] = EventKind.VECTOR_EXIT;
        }
        kinds = Arrays.copyOf(known, names.labels().size());
    }

    /** {@return whether a trace text prints the kind under its {@link EventKind#tracepoint} name} */
    public static boolean isPrinted(EventKind kind) {
        return switch (kind.role()) {
            case RECORDER, KERNEL_LOG -> false;
            default -> kind != EventKind.OTHER && kind != EventKind.VECTOR_ENTRY && kind != EventKind.VECTOR_EXIT;
        };
    }

    private int intern(String name) {
        byte[] padded = Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), name.length() + Words.PADDING);
        return names.intern(padded, 0, name.length());
    }

    /** {@return the kind of the name in {@code bytes[from, to)}, or {@link EventKind#OTHER}} */
    public EventKind kind(byte[] bytes, int from, int to) {
        int id = names.intern(bytes, from, to);
        return id < kinds.length ? kinds[id] : EventKind.OTHER;
    }
}

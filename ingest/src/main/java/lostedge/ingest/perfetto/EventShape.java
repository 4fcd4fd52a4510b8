package lostedge.ingest.perfetto;

import java.util.HashMap;
import java.util.Map;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import lostedge.ingest.tracepoint.FieldRole;
import lostedge.ingest.tracepoint.Tracepoint;
import org.jspecify.annotations.Nullable;

/** One kind of event: which fields of its message, by number or by name, fill which columns. */
final class EventShape {
    private static final int MOST_FIELDS = 64;

    private final EventKind kind;
    private final int label;
    private final Map<String, FieldRole> byName = new HashMap<>();
    private final @Nullable FieldRole[] byNumber = new FieldRole[MOST_FIELDS];

    EventShape(Tracepoint tracepoint, Labels labels) {
        kind = tracepoint.kind();
        String name = tracepoint.label();
        label = name == null ? Labels.NONE : labels.intern(name);
        for (FieldRole.Field field : tracepoint.fields()) {
            byName.put(field.name(), field.role());
        }
    }

    /** Tells the number of a field. */
    EventShape with(String name, int number) {
        if (number > 0 && number < MOST_FIELDS) {
            byNumber[number] = byName.get(name);
        }
        return this;
    }

    EventKind kind() {
        return kind;
    }

    int label() {
        return label;
    }

    /** {@return what a field is, or null if it fills no column} */
    @Nullable
    FieldRole role(int number) {
        return number < MOST_FIELDS ? byNumber[number] : null;
    }

    /** {@return what a field is, or null if it fills no column} */
    @Nullable
    FieldRole role(String name) {
        return byName.get(name);
    }
}

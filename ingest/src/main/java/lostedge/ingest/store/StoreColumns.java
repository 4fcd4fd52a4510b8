package lostedge.ingest.store;

import static lostedge.ingest.arrow.ArrowField.Type.INT32;
import static lostedge.ingest.arrow.ArrowField.Type.INT64;
import static lostedge.ingest.arrow.ArrowField.Type.INT8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lostedge.engine.event.EventKind;
import lostedge.ingest.arrow.ArrowField;

/** The columns of a store's events, in order. */
final class StoreColumns {
    static final int TIME = 0;
    static final int CPU = 1;
    static final int KIND = 2;
    static final int FLAGS = 3;
    static final int PID = 4;
    static final int PEER = 5;
    static final int CODE = 6;
    static final int REFERENCE = 7;
    static final int LABEL = 8;
    static final int SITE = 9;
    static final int POSITION_STEP = 10;
    static final int POSITION_STEP_HIGH = 11;

    /** Id of the dictionary of kinds. */
    static final long KINDS = 0;
    /** Id of the dictionary of labels and sites. */
    static final long NAMES = 1;

    static final List<ArrowField> FIELDS = List.of(
            field("time_ns", INT64, "unit", "ns", "description", "time on the clock the metadata name"),
            field("cpu", INT32, "description", "CPU the event happened on", "none", "-1"),
            encoded("kind", INT8, false, KINDS, "tracepoint, or what the recorder or the kernel log said"),
            field("flags", INT32, "description", "bits of lostedge.engine.event.ContextFlags"),
            field("pid", INT32, "description", "task that ran", "none", "-1"),
            field("peer", INT32, "description", "other CPU, or first CPU of a mask's word", "none", "-1"),
            field("code", INT32, "description", "irq, vector, softirq, message or pid, by kind", "none", "-1"),
            field("reference", INT64, "description", "csd, mask or count, by kind", "none", "0"),
            encoded("label", INT32, true, NAMES, "function, handler, callback or comm, by kind"),
            encoded("site", INT32, true, NAMES, "code position the event was raised from"),
            field(
                    "position_step",
                    INT32,
                    "description",
                    "lower half of what the position grew by since the row before"),
            field("position_step_high", INT32, "description", "upper half of the same"));

    private StoreColumns() {}

    /** The dictionary of kinds: their names in the order of their ordinals. */
    static List<String> kindNames() {
        return Arrays.stream(EventKind.values()).map(StoreColumns::nameOf).toList();
    }

    static String nameOf(EventKind kind) {
        return kind.subsystem() + ":" + kind.tracepoint();
    }

    /** Whether a file has these columns, whatever it tells about them. */
    static boolean match(List<ArrowField> found) {
        return shape(found).equals(shape(FIELDS));
    }

    private static List<String> shape(List<ArrowField> fields) {
        List<String> shape = new ArrayList<>();
        fields.forEach(field -> shape.add(field.name() + " " + field.type() + " " + field.dictionary()));
        return shape;
    }

    private static ArrowField field(String name, ArrowField.Type type, String... told) {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (int i = 0; i < told.length; i += 2) {
            metadata.put(told[i], told[i + 1]);
        }
        return new ArrowField(name, type, false, ArrowField.PLAIN, metadata);
    }

    private static ArrowField encoded(
            String name, ArrowField.Type type, boolean nullable, long dictionary, String description) {
        return new ArrowField(name, type, nullable, dictionary, Map.of("description", description));
    }
}

package lostedge.ingest.perf;

import java.util.HashMap;
import java.util.Map;
import lostedge.ingest.bytes.BinaryNumbers;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a recording and which of them a sample belongs to: by the identifier that opens every sample, or,
 * where samples have none, by all samples being laid out alike.
 */
final class Attributes {
    private static final int FEW_IDS = 1 << 14;

    /** One for all attributes that are alike: there is an attribute per event, and an id per event and CPU. */
    private final Map<Attribute, SampleLayout> layouts = new HashMap<>();

    private final Map<Long, SampleLayout> byId = new HashMap<>();
    /** The layouts of small ids, which are those the kernel gives first. */
    private final @Nullable SampleLayout[] few = new SampleLayout[FEW_IDS];

    private @Nullable Attribute first;
    private @Nullable SampleLayout firstLayout;
    private boolean alike = true;
    private boolean identified;

    /** Adds an attribute and the ids of its samples; attributes that are no tracepoints give samples of no use here. */
    void add(Attribute attribute, long[] ids) {
        if (first == null || !first.isTracepoint() && attribute.isTracepoint()) {
            first = attribute;
            firstLayout = layout(attribute);
            identified = attribute.identifies();
        }
        alike &= attribute.sampleType() == first.sampleType();
        SampleLayout layout = layout(attribute);
        for (long id : ids) {
            if (id >= 0 && id < FEW_IDS) {
                few[(int) id] = layout;
            } else {
                byId.put(id, layout);
            }
        }
    }

    private SampleLayout layout(Attribute attribute) {
        return layouts.computeIfAbsent(attribute, SampleLayout::new);
    }

    /** {@return why samples cannot be read, or the empty text} */
    String refusal() {
        if (first == null) {
            return "the recording names no events";
        }
        if (!first.isTracepoint()) {
            return "the recording holds no tracepoints; record with perf record -e irq:irq_handler_entry or the like";
        }
        if (!alike && !first.identifies()) {
            return "the samples of different events cannot be told apart; record the tracepoints alone";
        }
        SampleLayout layout = layout(first);
        return layout.missing().isEmpty()
                ? ""
                : "the samples carry no " + layout.missing() + "; record with perf record -a -R -T";
    }

    /** {@return the layout of a sample, or null if its identifier is unknown or its event is no tracepoint} */
    @Nullable
    SampleLayout layout(BinaryNumbers numbers, byte[] bytes, int body, int end) {
        if (!identified) {
            return firstLayout;
        }
        if (end - body < 8) {
            return null;
        }
        long id = numbers.i64(bytes, body);
        return id >= 0 && id < FEW_IDS ? few[(int) id] : byId.get(id);
    }

    /** {@return the layout of what ends the records that are no samples, or null before any attribute is known} */
    @Nullable
    SampleLayout trailer() {
        return firstLayout;
    }

    /** {@return the attribute that tells the clock, or null if there is none yet} */
    @Nullable
    Attribute first() {
        return first;
    }
}

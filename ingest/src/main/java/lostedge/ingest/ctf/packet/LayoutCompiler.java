package lostedge.ingest.ctf.packet;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lostedge.ingest.ctf.metadata.FieldType;
import lostedge.ingest.reader.RecordingException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the structures of one kind of stream ready to be walked over. Lengths and tags are found as the format tells:
 * in the structure they are used in, in those around it, or by a full path such as {@code stream.event.header.id}.
 */
public final class LayoutCompiler {
    private static final int MAX_FIELDS = 1 << 18;

    private final String name;
    private final boolean bigEndian;
    private final Layout.Slots slots = new Layout.Slots();
    private final Map<String, Layout> scopes = new HashMap<>();
    private int fields;

    /**
     * A compiler for one kind of stream.
     *
     * @param name the metadata file in refusals
     * @param order byte order of numbers that tell none
     */
    public LayoutCompiler(String name, ByteOrder order) {
        this.name = name;
        bigEndian = order == ByteOrder.BIG_ENDIAN;
    }

    /** {@return how many slots all layouts made so far use} */
    public int slots() {
        return slots.count();
    }

    /**
     * Makes a structure ready.
     *
     * @param scope its full path, such as "event.fields"
     * @param type the structure, or null for none
     */
    public Layout compile(String scope, FieldType.@Nullable Structure type) throws RecordingException {
        Layout layout = new Layout(slots, null);
        scopes.put(scope, layout);
        if (type != null) {
            layout.walkedBy(structure(type, layout));
        }
        return layout;
    }

    private FieldStep structure(FieldType.Structure type, Layout layout) throws RecordingException {
        List<FieldStep> steps = new ArrayList<>();
        for (FieldType.Member member : type.members()) {
            Layout.Field field = field(member.type(), layout);
            layout.put(member.name(), field);
            steps.add(field.step());
        }
        return new FieldStep.Sequence(type.alignment(), steps);
    }

    private Layout.Field field(FieldType type, Layout layout) throws RecordingException {
        if (++fields > MAX_FIELDS) {
            throw refuse("the types hold more than " + MAX_FIELDS + " fields");
        }
        if (type instanceof FieldType.Structure structure) {
            Layout inner = new Layout(slots, layout);
            return new Layout.Field(type, structure(structure, inner), inner);
        }
        if (type instanceof FieldType.Variant variant) {
            Layout inner = new Layout(slots, layout);
            return new Layout.Field(type, choice(variant, inner), inner);
        }
        return new Layout.Field(type, leaf(type, layout), null);
    }

    private FieldStep leaf(FieldType type, Layout layout) throws RecordingException {
        if (type instanceof FieldType.WholeNumber number) {
            return number(number);
        }
        if (type instanceof FieldType.Enumeration enumeration) {
            return number(enumeration.number());
        }
        if (type instanceof FieldType.FloatingPoint number) {
            return new FieldStep.Skipped(number.alignment(), number.size());
        }
        if (type instanceof FieldType.Array array) {
            FieldStep element =
                    field(array.element(), new Layout(slots, layout)).step();
            return new FieldStep.Elements(element, array.alignment(), array.length(), null);
        }
        if (type instanceof FieldType.Sequence sequence) {
            FieldStep.WholeNumber counter = number(sequence.length(), find(sequence.length(), layout), layout);
            FieldStep element =
                    field(sequence.element(), new Layout(slots, layout)).step();
            return new FieldStep.Elements(element, sequence.alignment(), 0, counter);
        }
        return new FieldStep.Text();
    }

    private FieldStep number(FieldType.WholeNumber type) {
        ByteOrder order = type.order();
        boolean big = order == null ? bigEndian : order == ByteOrder.BIG_ENDIAN;
        return new FieldStep.WholeNumber(type.size(), type.alignment(), type.signed(), big);
    }

    private FieldStep.WholeNumber number(String path, Layout.Field field, Layout layout) throws RecordingException {
        if (!(field.step() instanceof FieldStep.WholeNumber number)) {
            throw refuse("expected a number called " + path);
        }
        layout.keep(number);
        return number;
    }

    private FieldStep choice(FieldType.Variant variant, Layout inner) throws RecordingException {
        String path = variant.tag();
        if (path == null) {
            throw refuse("expected a variant with a tag");
        }
        Layout.Field tag = find(path, inner);
        if (!(tag.type() instanceof FieldType.Enumeration enumeration)) {
            throw refuse("expected an enumeration called " + path);
        }
        FieldStep.WholeNumber number = number(path, tag, inner);
        Map<String, FieldStep> options = new HashMap<>();
        for (FieldType.Member option : variant.options()) {
            Layout.Field field = field(option.type(), inner);
            inner.put(option.name(), field);
            options.put(option.name(), field.step());
        }
        List<FieldType.Range> ranges = enumeration.ranges().stream()
                .filter(range -> options.containsKey(range.label()))
                .toList();
        return new FieldStep.Choice(
                number,
                ranges.stream().mapToLong(FieldType.Range::low).toArray(),
                ranges.stream().mapToLong(FieldType.Range::high).toArray(),
                ranges.stream().map(range -> options.get(range.label())).toArray(FieldStep[]::new));
    }

    private Layout.Field find(String path, Layout from) throws RecordingException {
        for (Map.Entry<String, Layout> scope : scopes.entrySet()) {
            if (path.startsWith(scope.getKey() + ".")) {
                Layout.Field field =
                        scope.getValue().find(path.substring(scope.getKey().length() + 1));
                if (field != null) {
                    return field;
                }
            }
        }
        for (Layout layout = from; layout != null; layout = layout.outer()) {
            Layout.Field field = layout.find(path);
            if (field != null) {
                return field;
            }
        }
        throw refuse("expected an earlier field " + path.substring(0, Math.min(path.length(), 100)));
    }

    private RecordingException refuse(String expectation) {
        return new RecordingException(name, "", expectation);
    }
}

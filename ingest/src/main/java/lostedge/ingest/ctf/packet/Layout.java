package lostedge.ingest.ctf.packet;

import java.util.LinkedHashMap;
import java.util.Map;
import lostedge.ingest.ctf.metadata.FieldType;
import org.jspecify.annotations.Nullable;

/** A structure made ready: the step that walks over it, and its fields by name, so that values can be asked for. */
public final class Layout {
    /** Number of a slot that is none. */
    public static final int NONE = FieldStep.NO_SLOT;

    /** One field; {@code inner} are the fields of a structure or the options of a variant. */
    record Field(FieldType type, FieldStep step, @Nullable Layout inner) {}

    private final Slots slots;
    private final @Nullable Layout outer;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private FieldStep step = new FieldStep.Skipped(1, 0);

    /** Counts the slots of all layouts of a stream. */
    static final class Slots {
        private int count;

        int take(int number) {
            count += number;
            return count - number;
        }

        int count() {
            return count;
        }
    }

    Layout(Slots slots, @Nullable Layout outer) {
        this.slots = slots;
        this.outer = outer;
    }

    void put(String name, Field field) {
        fields.put(name, field);
    }

    void walkedBy(FieldStep newStep) {
        step = newStep;
    }

    /** {@return the step that walks over all of it} */
    public FieldStep step() {
        return step.join();
    }

    /** {@return the number it begins with, or null if it begins with something else} */
    FieldStep.@Nullable WholeNumber lead() {
        for (Field field : fields.values()) {
            return field.step instanceof FieldStep.WholeNumber number ? number : null;
        }
        return null;
    }

    @Nullable
    Layout outer() {
        return outer;
    }

    /** {@return the field at a path below this one, or null} */
    @Nullable
    Field find(String path) {
        int dot = path.indexOf('.');
        Field field = fields.get(dot < 0 ? path : path.substring(0, dot));
        if (dot < 0 || field == null) {
            return field;
        }
        return field.inner == null ? null : field.inner.find(path.substring(dot + 1));
    }

    /** {@return the field the tracer calls so, with or without the underscore that keeps names off the keywords} */
    private @Nullable Field named(String name) {
        Field field = fields.get("_" + name);
        return field != null ? field : fields.get(name);
    }

    /** {@return the slot that takes a number, or {@link #NONE} if there is no such number} */
    public int keepNumber(String name) {
        Field field = named(name);
        return field != null && field.step instanceof FieldStep.WholeNumber number ? keep(number) : NONE;
    }

    /** {@return the slot that takes a text, or {@link #NONE} if there is no such text} */
    public int keepText(String name) {
        Field field = named(name);
        return field != null && isText(field.type) ? keep(field.step) : NONE;
    }

    private static boolean isText(FieldType type) {
        FieldType element = type instanceof FieldType.Array array
                ? array.element()
                : type instanceof FieldType.Sequence sequence ? sequence.element() : type;
        return type instanceof FieldType.Text
                || element instanceof FieldType.WholeNumber number
                        && !element.equals(type)
                        && number.size() == Byte.SIZE
                        && number.alignment() == Byte.SIZE;
    }

    int keep(FieldStep kept) {
        if (kept.slot == NONE) {
            kept.slot = slots.take(1);
        }
        return kept.slot;
    }

    /** {@return the bits of a number, or 0 if there is no such number} */
    public int sizeOf(String name) {
        Field field = named(name);
        return field != null && field.type instanceof FieldType.WholeNumber number ? number.size() : 0;
    }

    /**
     * {@return the slot that takes the last number of this name, here or inside, or {@link #NONE}} An event's id stands
     * twice where the first holds only small ones.
     */
    public int keepLast(String name) {
        return keepLast(name, NONE);
    }

    private int keepLast(String name, int known) {
        int taken = known;
        for (Map.Entry<String, Field> entry : fields.entrySet()) {
            Field field = entry.getValue();
            if (field.inner != null) {
                taken = field.inner.keepLast(name, taken);
            } else if (entry.getKey().equals(name) && field.step instanceof FieldStep.WholeNumber number) {
                if (taken == NONE) {
                    taken = keep(number);
                } else {
                    number.slot = taken;
                }
            }
        }
        return taken;
    }

    /**
     * {@return the first of two slots that take a clock's value and its bits, or {@link #NONE} if no number is one} The
     * numbers are those mapped to the clock, else those called "timestamp".
     */
    public int keepClock() {
        int slot = slots.take(2);
        return keepClock(slot, false) || keepClock(slot, true) ? slot : NONE;
    }

    private boolean keepClock(int slot, boolean byName) {
        boolean any = false;
        for (Map.Entry<String, Field> entry : fields.entrySet()) {
            Field field = entry.getValue();
            if (field.inner != null) {
                any |= field.inner.keepClock(slot, byName);
            } else if (field.step instanceof FieldStep.WholeNumber number) {
                boolean mapped = field.type instanceof FieldType.WholeNumber type && type.clock() != null;
                if (mapped || byName && entry.getKey().equals("timestamp")) {
                    number.clockSlot = slot;
                    any = true;
                }
            }
        }
        return any;
    }
}

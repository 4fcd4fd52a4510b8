package lostedge.ingest.ctf.metadata;

import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The type of a field: how its bits lie in a packet. */
public sealed interface FieldType {
    /** {@return bits on whose multiple, counted from the start of the packet, the field begins: a power of two} */
    int alignment();

    /**
     * An integer.
     *
     * @param size bits, 1 to 64
     * @param order its byte order, or null for the trace's
     * @param character whether it is a character of a text
     * @param clock the clock whose value it holds, or null
     */
    record WholeNumber(
            int size,
            int alignment,
            boolean signed,
            @Nullable ByteOrder order,
            boolean character,
            @Nullable String clock)
            implements FieldType {}

    /** A floating-point number of {@code size} bits. */
    record FloatingPoint(int size, int alignment) implements FieldType {}

    /** A number some of whose values have names. */
    record Enumeration(WholeNumber number, List<Range> ranges) implements FieldType {
        @Override
        public int alignment() {
            return number.alignment;
        }
    }

    /** The values {@code low} to {@code high} of an enumeration, compared as its number is: signed or unsigned. */
    record Range(String label, long low, long high) {}

    /** A text up to a NUL. */
    record Text() implements FieldType {
        @Override
        public int alignment() {
            return Byte.SIZE;
        }
    }

    /** Fields one after the other. */
    record Structure(int alignment, List<Member> members) implements FieldType {}

    /** A named field of a structure, or a named option of a variant. */
    record Member(String name, FieldType type) {}

    /**
     * One of several fields, chosen by the name of an enumeration's value.
     *
     * @param tag the path of the enumeration, or null in a definition that leaves it to its use
     */
    record Variant(@Nullable String tag, List<Member> options) implements FieldType {
        @Override
        public int alignment() {
            return 1;
        }
    }

    /** As many elements as a number says. */
    record Array(FieldType element, long length) implements FieldType {
        @Override
        public int alignment() {
            return element.alignment();
        }
    }

    /** As many elements as an earlier field says; {@code length} is the path of that field. */
    record Sequence(FieldType element, String length) implements FieldType {
        @Override
        public int alignment() {
            return element.alignment();
        }
    }
}

package lostedge.ingest.ctf.metadata;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import lostedge.ingest.reader.RecordingException;
import org.jspecify.annotations.Nullable;

/** Parses the types of numbers: their attributes in braces, and the values of an enumeration. */
final class NumberParser {
    private static final int MAX_ALIGNMENT = 1 << 20;

    private final TsdlTokenizer tokens;

    NumberParser(TsdlTokenizer tokens) {
        this.tokens = tokens;
    }

    /** Parses the braces behind {@code integer}. */
    FieldType.WholeNumber integer() throws RecordingException {
        long size = 0;
        int alignment = 0;
        boolean signed = false;
        ByteOrder order = null;
        boolean character = false;
        String clock = null;
        tokens.expect("{");
        while (!tokens.skip("}")) {
            String key = key();
            switch (key) {
                case "size" -> size = unsigned();
                case "align" -> alignment = alignment();
                case "signed" -> signed = isTrue(value());
                case "byte_order" -> order = order(value());
                case "encoding" -> character = !value().equals("none");
                case "map" -> clock = clock(value());
                default -> value();
            }
            tokens.expect(";");
        }
        if (size < 1 || size > Long.SIZE) {
            throw tokens.refuse("expected an integer of 1 to 64 bits, not " + Long.toUnsignedString(size));
        }
        int aligned = alignment != 0 ? alignment : size % Byte.SIZE == 0 ? Byte.SIZE : 1;
        return new FieldType.WholeNumber((int) size, aligned, signed, order, character, clock);
    }

    /** Parses the braces behind {@code floating_point}. */
    FieldType.FloatingPoint floatingPoint() throws RecordingException {
        long exponent = 0;
        long mantissa = 0;
        int alignment = 0;
        tokens.expect("{");
        while (!tokens.skip("}")) {
            switch (key()) {
                case "exp_dig" -> exponent = unsigned();
                case "mant_dig" -> mantissa = unsigned();
                case "align" -> alignment = alignment();
                default -> value();
            }
            tokens.expect(";");
        }
        if (exponent < 1 || mantissa < 1 || exponent > 32 || mantissa > 256) {
            throw tokens.refuse("expected the digits of a floating-point number");
        }
        int size = (int) (exponent + mantissa);
        return new FieldType.FloatingPoint(size, alignment != 0 ? alignment : size % Byte.SIZE == 0 ? Byte.SIZE : 1);
    }

    /** Parses the braces that may stand behind {@code string}; every encoding is read alike. */
    void textAttributes() throws RecordingException {
        if (tokens.skip("{")) {
            while (!tokens.skip("}")) {
                key();
                value();
                tokens.expect(";");
            }
        }
    }

    /** Parses the braces of an enumeration: {@code a = 0 ... 30, b, "c" = 99}. */
    List<FieldType.Range> ranges(boolean signed) throws RecordingException {
        List<FieldType.Range> ranges = new ArrayList<>();
        long next = 0;
        tokens.expect("{");
        while (!tokens.skip("}")) {
            if (tokens.kind() != TsdlTokenizer.Kind.WORD && tokens.kind() != TsdlTokenizer.Kind.TEXT) {
                throw tokens.refuse("expected the name of a value");
            }
            String label = tokens.text();
            tokens.next();
            long low = next;
            long high = next;
            if (tokens.skip("=")) {
                low = number();
                high = tokens.skip("...") ? number() : low;
            }
            if (signed ? low > high : Long.compareUnsigned(low, high) > 0) {
                throw tokens.refuse("expected a range from low to high");
            }
            ranges.add(new FieldType.Range(label, low, high));
            next = high + 1;
            if (!tokens.skip(",") && !tokens.is("}")) {
                throw tokens.refuse("expected \",\" or \"}\"");
            }
        }
        return List.copyOf(ranges);
    }

    private String key() throws RecordingException {
        String key = tokens.word();
        tokens.expect("=");
        return key;
    }

    /** {@return a number, word, path or text as text; of a number its decimal digits} */
    String value() throws RecordingException {
        if (tokens.kind() == TsdlTokenizer.Kind.NUMBER || tokens.is("-")) {
            return Long.toString(number());
        }
        if (tokens.kind() == TsdlTokenizer.Kind.TEXT) {
            String text = tokens.text();
            tokens.next();
            return text;
        }
        StringBuilder path = new StringBuilder(tokens.word());
        while (tokens.skip(".")) {
            path.append('.').append(tokens.word());
        }
        return path.toString();
    }

    private long number() throws RecordingException {
        boolean negative = tokens.skip("-");
        tokens.skip("+");
        long magnitude = unsigned();
        return negative ? -magnitude : magnitude;
    }

    long unsigned() throws RecordingException {
        if (tokens.kind() != TsdlTokenizer.Kind.NUMBER) {
            throw tokens.refuse("expected a number");
        }
        long number = tokens.number();
        tokens.next();
        return number;
    }

    int alignment() throws RecordingException {
        long alignment = unsigned();
        if (Long.bitCount(alignment) != 1 || alignment < 1 || alignment > MAX_ALIGNMENT) {
            throw tokens.refuse(
                    "expected an alignment that is a power of two, not " + Long.toUnsignedString(alignment));
        }
        return (int) alignment;
    }

    private static boolean isTrue(String value) {
        return value.equals("1") || value.equalsIgnoreCase("true");
    }

    /** {@return a byte order, null for the trace's own} */
    @Nullable
    ByteOrder order(String value) throws RecordingException {
        return switch (value) {
            case "le" -> ByteOrder.LITTLE_ENDIAN;
            case "be", "network" -> ByteOrder.BIG_ENDIAN;
            case "native" -> null;
            default -> throw tokens.refuse("expected byte order le, be, network or native, not " + value);
        };
    }

    /** {@return the NAME of "clock.NAME.value"} */
    private static String clock(String path) {
        String[] words = path.split("\\.", -1);
        return words.length > 1 ? words[1] : path;
    }
}

package lostedge.ingest.ctf.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lostedge.ingest.reader.RecordingException;

/** Parses types and declarations of the metadata language, from the tokenizer's current token on. */
final class TypeParser {
    private static final int MAX_DEPTH = 64;

    private final TsdlTokenizer tokens;
    private final NumberParser numbers;
    private TypeScope scope = new TypeScope(null);
    /** Enumerations that are the integers of others. */
    private int containers;

    TypeParser(TsdlTokenizer tokens) {
        this.tokens = tokens;
        numbers = new NumberParser(tokens);
    }

    /** Enters a pair of braces, whose type names end with it. */
    void open() throws RecordingException {
        tokens.expect("{");
        scope = new TypeScope(scope);
        requireDepth(scope.depth());
    }

    /** Leaves a pair of braces. */
    void close(TypeScope outer) throws RecordingException {
        tokens.expect("}");
        scope = outer;
    }

    TypeScope scope() {
        return scope;
    }

    private void requireDepth(int depth) throws RecordingException {
        if (depth > MAX_DEPTH) {
            throw tokens.refuse("expected braces, arrays and enumerations at most " + MAX_DEPTH + " deep");
        }
    }

    /** Parses a {@code typealias}, {@code typedef} or type without a field; {@return false if none begins here} */
    boolean definition() throws RecordingException {
        if (tokens.skip("typealias")) {
            FieldType type = declared(type()).type();
            tokens.expect(":=");
            scope.define(typeName(), type);
        } else if (tokens.skip("typedef")) {
            FieldType type = type();
            do {
                FieldType.Member named = declared(type);
                scope.define(named.name(), named.type());
            } while (tokens.skip(","));
        } else if (tokens.is("struct") || tokens.is("variant") || tokens.is("enum")) {
            type();
        } else {
            return false;
        }
        tokens.expect(";");
        return true;
    }

    /** Parses a type, but not the brackets behind the name of a field. */
    FieldType type() throws RecordingException {
        tokens.skip("const");
        if (tokens.skip("integer")) {
            return numbers.integer();
        }
        if (tokens.skip("floating_point")) {
            return numbers.floatingPoint();
        }
        if (tokens.skip("string")) {
            numbers.textAttributes();
            return new FieldType.Text();
        }
        if (tokens.skip("struct")) {
            return structure();
        }
        if (tokens.skip("variant")) {
            return variant();
        }
        if (tokens.skip("enum")) {
            return enumeration();
        }
        return named();
    }

    /** As many words as name a type: {@code unsigned long x} names the type "unsigned long" and the field x. */
    private FieldType named() throws RecordingException {
        StringBuilder name = new StringBuilder(tokens.word());
        FieldType type = scope.find(name.toString());
        while (type == null && tokens.kind() == TsdlTokenizer.Kind.WORD && name.length() < 256) {
            name.append(' ').append(tokens.word());
            type = scope.find(name.toString());
        }
        if (type == null) {
            throw tokens.refuse("expected a known type, not " + name);
        }
        // "unsigned long" may be known, and "unsigned long long" too
        while (tokens.kind() == TsdlTokenizer.Kind.WORD && scope.find(name + " " + tokens.text()) != null) {
            name.append(' ').append(tokens.word());
            type = scope.find(name.toString());
        }
        return Objects.requireNonNull(type);
    }

    /** The name a {@code typealias} gives: words, and stars of a pointer. */
    private String typeName() throws RecordingException {
        StringBuilder name = new StringBuilder(tokens.word());
        while (tokens.kind() == TsdlTokenizer.Kind.WORD || tokens.is("*")) {
            name.append(' ').append(tokens.text());
            tokens.next();
        }
        return name.toString();
    }

    private FieldType structure() throws RecordingException {
        String name = tokens.kind() == TsdlTokenizer.Kind.WORD && !tokens.is("align") ? tokens.word() : "";
        if (!tokens.is("{")) {
            return known("struct " + name);
        }
        List<FieldType.Member> members = members();
        long alignment = 1;
        if (tokens.skip("align")) {
            tokens.expect("(");
            alignment = numbers.alignment();
            tokens.expect(")");
        }
        for (FieldType.Member member : members) {
            alignment = Math.max(alignment, member.type().alignment());
        }
        FieldType type = new FieldType.Structure((int) alignment, members);
        if (!name.isEmpty()) {
            scope.define("struct " + name, type);
        }
        return type;
    }

    private FieldType variant() throws RecordingException {
        String name = tokens.kind() == TsdlTokenizer.Kind.WORD ? tokens.word() : "";
        String tag = null;
        if (tokens.skip("<")) {
            tag = path();
            tokens.expect(">");
        }
        if (!tokens.is("{")) {
            if (!(known("variant " + name) instanceof FieldType.Variant variant)) {
                throw tokens.refuse("expected a variant");
            }
            return new FieldType.Variant(tag == null ? variant.tag() : tag, variant.options());
        }
        FieldType type = new FieldType.Variant(tag, members());
        if (!name.isEmpty()) {
            scope.define("variant " + name, type);
        }
        return type;
    }

    private FieldType enumeration() throws RecordingException {
        String name = tokens.kind() == TsdlTokenizer.Kind.WORD ? tokens.word() : "";
        FieldType container = null;
        if (tokens.skip(":")) {
            requireDepth(++containers);
            container = type();
            containers--;
        }
        if (!tokens.is("{")) {
            return known("enum " + name);
        }
        if (container == null) {
            container = known("int");
        }
        if (!(container instanceof FieldType.WholeNumber number)) {
            throw tokens.refuse("expected an enumeration of integers");
        }
        FieldType type = new FieldType.Enumeration(number, numbers.ranges(number.signed()));
        if (!name.isEmpty()) {
            scope.define("enum " + name, type);
        }
        return type;
    }

    private FieldType known(String name) throws RecordingException {
        FieldType type = scope.find(name);
        if (type == null) {
            throw tokens.refuse("expected a known type, not " + name);
        }
        return type;
    }

    private List<FieldType.Member> members() throws RecordingException {
        TypeScope outer = scope;
        open();
        List<FieldType.Member> members = new ArrayList<>();
        while (!tokens.is("}")) {
            if (tokens.is("typealias") || tokens.is("typedef")) {
                definition();
                continue;
            }
            FieldType type = type();
            if (tokens.skip(";")) {
                continue;
            }
            do {
                members.add(declared(type));
            } while (tokens.skip(","));
            tokens.expect(";");
        }
        close(outer);
        return List.copyOf(members);
    }

    /** A name and the brackets behind it; in {@code a[2][3]} the first brackets are the outermost array. */
    private FieldType.Member declared(FieldType type) throws RecordingException {
        String name = tokens.kind() == TsdlTokenizer.Kind.WORD ? tokens.word() : "";
        List<Object> lengths = new ArrayList<>();
        while (tokens.skip("[")) {
            requireDepth(lengths.size());
            lengths.add(tokens.kind() == TsdlTokenizer.Kind.NUMBER ? (Object) numbers.unsigned() : path());
            tokens.expect("]");
        }
        FieldType declared = type;
        for (int i = lengths.size() - 1; i >= 0; i--) {
            declared = lengths.get(i) instanceof Long length
                    ? new FieldType.Array(declared, length)
                    : new FieldType.Sequence(declared, (String) lengths.get(i));
        }
        return new FieldType.Member(name, declared);
    }

    /** {@return a dotted name, such as "stream.event.header.id"} */
    String path() throws RecordingException {
        StringBuilder path = new StringBuilder(tokens.word());
        while (tokens.skip(".")) {
            path.append('.').append(tokens.word());
        }
        return path.toString();
    }

    /** Parses a type that must be a structure. */
    FieldType.Structure structureType() throws RecordingException {
        if (!(declared(type()).type() instanceof FieldType.Structure structure)) {
            throw tokens.refuse("expected a structure");
        }
        return structure;
    }

    /** {@return a number, word, path or text as text; of a number its decimal digits} */
    String value() throws RecordingException {
        return numbers.value();
    }
}

package lostedge.ingest.ctf.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import lostedge.ingest.reader.MemoryRecording;
import lostedge.ingest.reader.RecordingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataReaderTest {
    private static final String TRACE = "/* CTF 1.8 */\ntrace { major = 1; minor = 8; byte_order = be; };\n";

    private static TraceMetadata read(String text) throws IOException {
        return MetadataReader.read(new MemoryRecording("m", text));
    }

    private static FieldType field(String declarations, String type) throws IOException {
        String text = TRACE + declarations + " stream { event.header := struct { " + type + "; }; };";
        FieldType.Structure header =
                Objects.requireNonNull(read(text).streams().get(0L).eventHeader());
        return header.members().get(0).type();
    }

    @Test
    void integersHaveTheAttributesTheyTell() throws IOException {
        assertThat(field("", "integer { size = 0x10; signed = TRUE; byte_order = le; map = clock.c.value; } x"))
                .isEqualTo(new FieldType.WholeNumber(16, 8, true, ByteOrder.LITTLE_ENDIAN, false, "c"));
        assertThat(field("", "integer { size = 011; align = 4; encoding = UTF8; base = hex; } x"))
                .isEqualTo(new FieldType.WholeNumber(9, 4, false, null, true, null));
    }

    @Test
    void bracketsNestFromTheLeft() throws IOException {
        FieldType.WholeNumber bit = new FieldType.WholeNumber(1, 1, false, null, false, null);
        assertThat(field("typealias integer { size = 1; } := unsigned b;", "unsigned b x[2][n][3]"))
                .isEqualTo(new FieldType.Array(new FieldType.Sequence(new FieldType.Array(bit, 3), "n"), 2));
    }

    @Test
    void typesAreKnownByEveryWayOfNamingThem() throws IOException {
        String types = "typealias integer { size = 7; } := long; typedef long seven, many[7];"
                + "struct s { seven a, b; } align(32); variant v { seven a; string b; };"
                + "enum e : seven { \"zero\", one, far = 5 ... 8, next, };";
        FieldType.WholeNumber seven = new FieldType.WholeNumber(7, 1, false, null, false, null);
        assertThat(field(types, "many x")).isEqualTo(new FieldType.Array(seven, 7));
        assertThat(field(types, "struct s x"))
                .isEqualTo(new FieldType.Structure(
                        32, List.of(new FieldType.Member("a", seven), new FieldType.Member("b", seven))));
        assertThat(field(types, "enum e x"))
                .isEqualTo(new FieldType.Enumeration(
                        seven,
                        List.of(
                                new FieldType.Range("zero", 0, 0),
                                new FieldType.Range("one", 1, 1),
                                new FieldType.Range("far", 5, 8),
                                new FieldType.Range("next", 9, 9))));
        assertThat(field(types, "variant v <a.b> x"))
                .isEqualTo(new FieldType.Variant(
                        "a.b",
                        List.of(new FieldType.Member("a", seven), new FieldType.Member("b", new FieldType.Text()))));
    }

    /** LTTng-UST writes its first events before their stream; without any stream there is one that tells nothing. */
    @Test
    void eventsAndTheirStreamComeInAnyOrder() throws IOException {
        String late =
                TRACE + "event { name = a; stream_id = 3; }; stream { id = 3; }; event { name = b; stream_id = 3; };";
        assertThat(read(late).streams().get(3L).events())
                .extracting(TraceMetadata.Event::name)
                .containsExactly("a", "b");
        assertThat(read(TRACE + "event { name = a; };").streams().get(0L).events())
                .extracting(TraceMetadata.Event::name)
                .containsExactly("a");
    }

    @Test
    void namesEndWithTheirBraces() {
        assertThatThrownBy(() -> field("struct s { typealias integer { size = 8; } := u8; u8 a; };", "u8 x"))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith("m: line 3: expected a known type, not u8 x");
    }

    @Test
    void anEndlessNestingIsRefusedInOneLine() {
        String text = TRACE + "stream { event.header := " + "struct { ".repeat(10_000);
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RecordingException.class)
                .hasMessage("m: line 3: expected braces, arrays and enumerations at most 64 deep, found \"struct\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trace { major = 2; minor = 0; byte_order = le; };|m: line 1: expected Common Trace Format 1.8, not 2.0, found \";\"",
                "trace { major = 1; minor = 8; };|m: line 1: expected byte_order le or be in the block trace, found \";\"",
                "clock { name = x; };|m: line 1: expected a block trace with byte_order, found the end",
                "typealias integer { size = 65; } := x;|m: line 1: expected an integer of 1 to 64 bits, not 65, found \":=\"",
                "typealias integer { size = 8; align = 3; } := x;|m: line 1: expected an alignment that is a power of two, not 3, found \";\"",
                "trace { major = 1; minor = 8; byte_order = le; }; event { stream_id = 4; };|m: line 1: expected a block stream with id 4, which has events, found the end",
                "env { a = \"x; };|m: line 1: expected a closing quote, found \"=\"",
                "/* open|m: line 1: expected the end of a comment, found the end"
            })
    void whatIsNotUnderstoodIsRefusedWithItsLine(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RecordingException.class)
                .hasMessage(message);
    }
}

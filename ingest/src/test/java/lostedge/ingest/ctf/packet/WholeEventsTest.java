package lostedge.ingest.ctf.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import lostedge.ingest.bytes.FileBytes;
import lostedge.ingest.ctf.metadata.FieldType;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event walked over in one step leaves the values and the place that its parts leave one by one. */
class WholeEventsTest {
    private static final int EVENTS = 31;

    /** The header of LTTng, which holds ids of few bits in its first field and others behind it. */
    private static final class Stream {
        final LayoutCompiler compiler;
        final Layout header;
        final int id;
        final int clock;
        final WholeEvents whole;
        final List<FieldStep> behind = new ArrayList<>();

        Stream(Random random) throws IOException {
            ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            boolean compact = random.nextBoolean();
            compiler = new LayoutCompiler("metadata", order);
            header = compiler.compile("stream.event.header", compact ? header(5, 27) : header(16, 32));
            id = header.keepLast("id");
            clock = header.keepClock();
            List<Layout> events = new ArrayList<>();
            for (int event = 0; event < EVENTS; event++) {
                events.add(compiler.compile("event.fields", fields(random)));
                events.get(event).keepNumber("kept");
                events.get(event).keepText("text");
            }
            whole = new WholeEvents(header, id);
            for (int event = 0; event < EVENTS; event++) {
                behind.add(events.get(event).step());
                whole.add(event, behind.get(event));
            }
        }

        private static FieldType.Structure header(int idBits, int clockBits) {
            long extended = (1L << idBits) - 1;
            FieldType.Enumeration id = new FieldType.Enumeration(
                    number(idBits, idBits % 8 == 0 ? 8 : 1, null),
                    List.of(
                            new FieldType.Range("compact", 0, extended - 1),
                            new FieldType.Range("extended", extended, extended)));
            FieldType.Structure few = structure(List.of(
                    new FieldType.Member("timestamp", number(clockBits, idBits % 8 == 0 ? 8 : 1, "monotonic"))));
            FieldType.Structure many = structure(List.of(
                    new FieldType.Member("id", number(32, 8, null)),
                    new FieldType.Member("timestamp", number(64, 8, "monotonic"))));
            FieldType.Variant rest = new FieldType.Variant(
                    "id", List.of(new FieldType.Member("compact", few), new FieldType.Member("extended", many)));
            return new FieldType.Structure(8, List.of(new FieldType.Member("id", id), new FieldType.Member("v", rest)));
        }

        private static FieldType.Structure fields(Random random) {
            List<FieldType.Member> fields = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                fields.add(new FieldType.Member("passed" + i, number(1 + random.nextInt(64), 1, null)));
            }
            fields.add(new FieldType.Member("kept", number(8 << random.nextInt(4), 8 << random.nextInt(2), null)));
            FieldType character = new FieldType.WholeNumber(8, 8, false, null, true, null);
            switch (random.nextInt(3)) {
                case 0 -> fields.add(new FieldType.Member("text", new FieldType.Array(character, 16)));
                case 1 -> fields.add(new FieldType.Member("text", new FieldType.Text()));
                default -> {}
            }
            return structure(fields);
        }

        private static FieldType.Structure structure(List<FieldType.Member> members) {
            int most = members.stream()
                    .mapToInt(each -> each.type().alignment())
                    .max()
                    .orElse(1);
            return new FieldType.Structure(most, members);
        }

        private static FieldType.WholeNumber number(int size, int alignment, String clock) {
            return new FieldType.WholeNumber(size, alignment, false, null, false, clock);
        }

        /** What the walk in steps leaves: its id, where it ends, and the values but that of the id. */
        String inSteps(BitCursor in) {
            long[] values = new long[compiler.slots()];
            try {
                header.step().run(in, values);
                int event = (int) values[id];
                if (event >= EVENTS || event < 0) {
                    return "other";
                }
                behind.get(event).run(in, values);
                return told(event, in, values);
            } catch (BitCursor.Damage damage) {
                return "damage";
            }
        }

        String asWhole(BitCursor in) {
            long[] values = new long[compiler.slots()];
            try {
                int event = whole.walk(in, values);
                return event == WholeEvents.NONE ? "other" : told(event, in, values);
            } catch (BitCursor.Damage damage) {
                return "damage";
            }
        }

        private String told(int event, BitCursor in, long[] values) {
            values[id] = 0;
            return event + " " + in.position() + " " + Arrays.toString(values);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void valuesAndEndAreThoseOfHeaderAndFieldsOneByOne(long seed) throws IOException {
        Random random = new Random(seed);
        int asWhole = 0;
        for (int round = 0; round < 60; round++) {
            Stream stream = new Stream(random);
            for (int event = 0; event < 100; event++) {
                byte[] packet = new byte[random.nextInt(100)];
                random.nextBytes(packet);
                if (packet.length > 4 && random.nextBoolean()) {
                    Arrays.fill(packet, 2, 4, (byte) 0);
                    packet[random.nextBoolean() ? 2 : 3] = (byte) random.nextInt(EVENTS + 1);
                }
                String whole = stream.asWhole(cursor(packet));
                String inSteps = stream.inSteps(cursor(packet));
                if (!whole.equals("other")) {
                    asWhole++;
                    assertThat(whole).isEqualTo(inSteps);
                }
            }
        }
        assertThat(asWhole).isGreaterThan(1000);
    }

    @Test
    void anEventWhoseIdStandsBehindTheFirstNumberIsNone() throws IOException {
        Stream stream = new Stream(new Random(3));
        byte[] packet = new byte[100];
        Arrays.fill(packet, (byte) 0xFF);
        BitCursor in = cursor(packet);
        assertThat(stream.whole.walk(in, new long[stream.compiler.slots()])).isEqualTo(WholeEvents.NONE);
        assertThat(in.position()).isEqualTo(16);
    }

    private static BitCursor cursor(byte[] packet) throws IOException {
        BitCursor in = new BitCursor();
        in.open(new FileBytes("packet", new SeekableInMemoryByteChannel(packet)), 0);
        in.skip(Math.min(packet.length, 2) * 8L);
        return in;
    }
}

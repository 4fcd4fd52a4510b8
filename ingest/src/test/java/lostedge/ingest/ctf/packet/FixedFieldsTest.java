package lostedge.ingest.ctf.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import lostedge.ingest.bytes.FileBytes;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Joined steps do what the same steps do one after the other. */
class FixedFieldsTest {
    private static final int SLOTS = 64;

    private static FieldStep random(Random random, int depth, int[] slots) {
        int alignment = 1 << random.nextInt(7);
        switch (random.nextInt(depth > 2 ? 4 : 6)) {
            case 0, 1 -> {
                FieldStep.WholeNumber number = new FieldStep.WholeNumber(
                        1 + random.nextInt(64), alignment, random.nextBoolean(), random.nextBoolean());
                if (random.nextBoolean() && slots[0] < SLOTS) {
                    number.slot = slots[0]++;
                }
                if (random.nextInt(5) == 0) {
                    number.clockSlot = SLOTS;
                }
                return number;
            }
            case 2 -> {
                return new FieldStep.Skipped(alignment, random.nextInt(100));
            }
            case 3 -> {
                FieldStep element = new FieldStep.WholeNumber(8, 8, false, false);
                FieldStep.Elements elements = new FieldStep.Elements(element, 8, random.nextInt(20), null);
                if (random.nextBoolean() && slots[0] < SLOTS) {
                    elements.slot = slots[0]++;
                }
                return elements;
            }
            default -> {
                List<FieldStep> inner = new ArrayList<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    inner.add(random(random, depth + 1, slots));
                }
                int most = inner.stream().mapToInt(FieldStep::alignment).max().orElse(1);
                return new FieldStep.Sequence(Math.max(most, alignment), inner);
            }
        }
    }

    private static String walk(FieldStep step, byte[] packet, long from) throws IOException {
        try (FileBytes file = new FileBytes("packet", new SeekableInMemoryByteChannel(packet))) {
            BitCursor in = new BitCursor();
            in.open(file, 0);
            in.skip(from);
            long[] values = new long[SLOTS + 2];
            try {
                step.run(in, values);
            } catch (BitCursor.Damage damage) {
                return "damage";
            }
            return in.position() + " " + Arrays.toString(values);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void valuesAndEndAreThoseOfTheStepsOneByOne(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            long shape = random.nextLong();
            byte[] packet = new byte[random.nextInt(400)];
            random.nextBytes(packet);
            long from = random.nextInt(1 + packet.length * Byte.SIZE / 2);
            FieldStep plain = new FieldStep.Sequence(1, List.of(random(new Random(shape), 0, new int[1])));
            FieldStep joined = new FieldStep.Sequence(1, List.of(random(new Random(shape), 0, new int[1]))).join();
            assertThat(walk(joined, packet, from)).as("shape %d", shape).isEqualTo(walk(plain, packet, from));
        }
    }

    @Test
    void fieldsOfConstantBitsAreOneStep() {
        FieldStep.WholeNumber kept = new FieldStep.WholeNumber(32, 8, true, false);
        kept.slot = 0;
        FieldStep inner = new FieldStep.Sequence(8, List.of(kept, new FieldStep.Skipped(8, 128)));
        FieldStep outer = FieldStep.oneAfterTheOther(inner, new FieldStep.WholeNumber(16, 8, false, false));
        assertThat(outer).isInstanceOf(FixedFields.class);
        assertThat(outer.constantBits()).isEqualTo(176);
    }

    @Test
    void aStepBeyondTheEndIsDamage() throws IOException {
        FieldStep.WholeNumber kept = new FieldStep.WholeNumber(32, 8, true, false);
        kept.slot = 0;
        FieldStep step = FieldStep.oneAfterTheOther(kept);
        try (FileBytes file = new FileBytes("packet", new SeekableInMemoryByteChannel(new byte[3]))) {
            BitCursor in = new BitCursor();
            in.open(file, 0);
            assertThatThrownBy(() -> step.run(in, new long[1])).isInstanceOf(BitCursor.Damage.class);
        }
    }
}

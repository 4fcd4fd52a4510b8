package lostedge.ingest.ctf.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import lostedge.ingest.bytes.FileBytes;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitCursorTest {
    private static BitCursor cursor(byte[] bytes) throws IOException {
        BitCursor in = new BitCursor();
        in.open(new FileBytes("packets", new SeekableInMemoryByteChannel(bytes)), 0);
        return in;
    }

    /** The bits one by one, the lowest of a little-endian byte first, the highest of a big-endian one. */
    private static long plain(byte[] bytes, long from, int size, boolean signed, boolean bigEndian) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < size; i++) {
            int at = (int) (from + i);
            int bit = bigEndian ? 7 - at % 8 : at % 8;
            boolean set = (bytes[at / 8] >>> bit & 1) != 0;
            if (set) {
                value = value.setBit(bigEndian ? size - 1 - i : i);
            }
        }
        return signed && value.testBit(size - 1)
                ? value.subtract(BigInteger.ONE.shiftLeft(size)).longValue()
                : value.longValue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void numbersOfAnySizeAtAnyBitAreThoseReadBitByBit(boolean bigEndian) throws IOException {
        Random random = new Random(5);
        byte[] bytes = new byte[4000];
        random.nextBytes(bytes);
        BitCursor in = cursor(bytes);
        while (in.position() < bytes.length * 8L - 200) {
            in.skip(random.nextInt(9));
            int size = 1 + random.nextInt(64);
            boolean signed = random.nextBoolean();
            long expected = plain(bytes, in.position(), size, signed, bigEndian);
            assertThat(in.number(size, signed, bigEndian)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 64})
    void nothingIsReadBeyondTheContent(int size) throws IOException {
        byte[] bytes = new byte[100];
        Arrays.fill(bytes, (byte) 'x');
        BitCursor in = cursor(bytes);
        in.limit(80);
        in.skip(81 - size);
        assertThatThrownBy(() -> in.number(size, false, false)).isInstanceOf(BitCursor.Damage.class);
        assertThatThrownBy(in::text).isInstanceOf(BitCursor.Damage.class);
        in.skip(size - 1);
        assertThat(in.atEnd()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theWindowMovesOverAFileOfAnyLength(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = new byte[5 * BitCursor.MOST_BYTES + 7];
        random.nextBytes(bytes);
        FileBytes file = new FileBytes("packets", new SeekableInMemoryByteChannel(bytes));
        BitCursor in = new BitCursor();
        in.open(file, 3);
        while (in.position() + 64 + 8L * BitCursor.MOST_BYTES < (bytes.length - 3) * 8L) {
            in.move(file);
            long expected = plain(bytes, in.position() + 24, 64, false, false);
            assertThat(in.number(64, false, false)).isEqualTo(expected);
            in.skip(random.nextInt(8 * (BitCursor.MOST_BYTES - 8)));
        }
    }

    @Test
    void aClockOfFewBitsWrapsOnceBetweenStamps() {
        StreamClock clock = new StreamClock();
        clock.set(5L << 27);
        assertThat(clock.advance((1 << 27) - 1, 27)).isEqualTo((6L << 27) - 1);
        assertThat(clock.advance(0, 27)).isEqualTo(6L << 27);
        assertThat(clock.advance(0, 27)).isEqualTo(6L << 27);
        assertThat(clock.advance(7L << 40, 64)).isEqualTo(7L << 40);
        assertThat(clock.advance(3, 32)).isEqualTo((7L << 40) + 3);
    }
}

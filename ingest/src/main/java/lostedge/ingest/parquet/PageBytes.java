package lostedge.ingest.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;

/** The uncompressed content of one page, in the encodings PLAIN and RLE/bit-packing hybrid (Parquet's Encodings.md). */
final class PageBytes extends ByteArrayOutputStream {

    void putInt(int value) {
        for (int shift = 0; shift < 32; shift += 8) {
            write(value >>> shift);
        }
    }

    void putLong(long value) {
        for (int shift = 0; shift < 64; shift += 8) {
            write((int) (value >>> shift));
        }
    }

    void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putInt(utf8.length);
        writeBytes(utf8);
    }

    /** Appends one bit-packed run of the hybrid encoding. */
    void putRun(int values, int bitWidth, IntUnaryOperator value) {
        int groups = (values + 7) / 8;
        putVarint(groups << 1 | 1);
        putBits(groups * 8, bitWidth, i -> i < values ? value.applyAsInt(i) : 0);
    }

    /** Appends values bit after bit, least significant first. */
    void putBits(int values, int bitWidth, IntUnaryOperator value) {
        long pending = 0;
        int bits = 0;
        for (int i = 0; i < values; i++) {
            pending |= (value.applyAsInt(i) & 0xFFFFFFFFL) << bits;
            bits += bitWidth;
            while (bits >= 8) {
                write((int) pending);
                pending >>>= 8;
                bits -= 8;
            }
        }
        if (bits > 0) {
            write((int) pending);
        }
    }

    /** Appends which values are there as definition levels: length, then one run. */
    void putPresence(boolean[] present, int rows) {
        PageBytes levels = new PageBytes();
        levels.putRun(rows, 1, row -> present[row] ? 1 : 0);
        putInt(levels.size());
        writeBytes(levels.toByteArray());
    }

    private void putVarint(int value) {
        int rest = value;
        while (rest >>> 7 != 0) {
            write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        write(rest);
    }
}

package lostedge.ingest.arrow;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of one record batch while it is put together: column by column, buffer by buffer, each compressed on its own
 * (Arrow's {@code BodyCompression}, method BUFFER, codec ZSTD) where that makes it smaller.
 *
 * <p>Per column call {@link #column}, then a validity method, then {@link #raw} and {@link #add} once per data buffer:
 *
 * <pre>{@code
 * body.column(rows, 0);
 * body.allPresent();
 * body.raw(8 * rows).asLongBuffer().put(times, 0, rows);
 * body.add(8 * rows, true);
 * }</pre>
 */
public final class BatchBody implements Closeable {
    private static final int LEVEL = 1;
    /** Below this, compressing costs more than it saves. */
    private static final int MIN_COMPRESSED = 1 << 12;
    /** Prefix of a buffer that stands uncompressed among compressed ones. */
    private static final long NOT_COMPRESSED = -1;

    private final List<long[]> nodes;
    private final List<long[]> buffers;
    private byte[] raw = new byte[1 << 12];
    private byte[] body = new byte[1 << 12];
    private int length;
    private @Nullable ZstdCompressCtx zstd;

    BatchBody() {
        nodes = new ArrayList<>();
        buffers = new ArrayList<>();
    }

    /** Starts the next column. */
    public void column(int rows, int nulls) {
        nodes.add(new long[] {rows, nulls});
    }

    /** Says that no value of the column is missing. */
    public void allPresent() {
        buffers.add(new long[] {length, 0});
    }

    /** Says which values of the column are there. */
    public void presence(boolean[] present, int rows) {
        int bytes = (rows + 7) >>> 3;
        raw(bytes);
        packBits(present, rows);
        add(bytes, true);
    }

    /** Says that those values of the column are missing whose id is below 0. */
    public void presence(int[] ids, int rows) {
        int bytes = (rows + 7) >>> 3;
        raw(bytes);
        for (int row = 0; row < rows; row += 8) {
            int bits = 0;
            for (int b = 0; b < 8 && row + b < rows; b++) {
                bits |= (~ids[row + b] >>> 31) << b;
            }
            raw[row >>> 3] = (byte) bits;
        }
        add(bytes, true);
    }

    /** Adds a buffer of bits, one per value. */
    public void bits(boolean[] values, int rows) {
        presence(values, rows);
    }

    /** Adds offsets and bytes of UTF-8 texts. */
    public void texts(List<String> texts) {
        byte[][] encoded = new byte[texts.size()][];
        ByteBuffer offsets = raw(4 * (texts.size() + 1));
        int total = 0;
        offsets.putInt(0);
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = texts.get(i).getBytes(StandardCharsets.UTF_8);
            total = Math.addExact(total, encoded[i].length);
            offsets.putInt(total);
        }
        add(4 * (texts.size() + 1), true);
        ByteBuffer bytes = raw(total);
        for (byte[] each : encoded) {
            bytes.put(each);
        }
        add(total, true);
    }

    /** {@return room for the next buffer, little-endian; its content is left over from before} */
    public ByteBuffer raw(int bytes) {
        if (raw.length < bytes) {
            raw = new byte[bytes + (bytes >> 2)];
        }
        return ByteBuffer.wrap(raw, 0, bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Adds the first bytes of {@link #raw} as the column's next buffer.
     *
     * @param compress whether it is worth trying to compress them
     */
    public void add(int bytes, boolean compress) {
        if (bytes == 0) {
            buffers.add(new long[] {length, 0});
            return;
        }
        int start = length;
        boolean tried = compress && bytes >= MIN_COMPRESSED;
        reserve(8 + (tried ? Math.toIntExact(Zstd.compressBound(bytes)) : bytes));
        int packed = tried ? compress(start + 8, bytes) : bytes;
        ByteBuffer prefix = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        if (packed < bytes) {
            prefix.putLong(start, bytes);
        } else {
            prefix.putLong(start, NOT_COMPRESSED);
            System.arraycopy(raw, 0, body, start + 8, bytes);
            packed = bytes;
        }
        buffers.add(new long[] {start, 8L + packed});
        length = start + 8 + packed;
        int padded = (length + 7) & ~7;
        Arrays.fill(body, length, padded, (byte) 0);
        length = padded;
    }

    /** Each column's rows and nulls. */
    List<long[]> nodes() {
        return nodes;
    }

    /** Each buffer's offset in the body and length. */
    List<long[]> buffers() {
        return buffers;
    }

    ByteBuffer bytes() {
        return ByteBuffer.wrap(body, 0, length);
    }

    void clear() {
        nodes.clear();
        buffers.clear();
        length = 0;
    }

    @Override
    public void close() {
        if (zstd != null) {
            zstd.close();
        }
    }

    private int compress(int at, int bytes) {
        if (zstd == null) {
            zstd = new ZstdCompressCtx().setLevel(LEVEL);
        }
        return zstd.compressByteArray(body, at, body.length - at - 8, raw, 0, bytes);
    }

    /** Makes room behind the end, with up to 7 bytes of padding. */
    private void reserve(int bytes) {
        int needed = Math.addExact(length, bytes + 8);
        if (body.length < needed) {
            body = Arrays.copyOf(body, needed + (needed >> 1));
        }
    }

    private void packBits(boolean[] values, int rows) {
        for (int row = 0; row < rows; row += 8) {
            int bits = 0;
            for (int b = 0; b < 8 && row + b < rows; b++) {
                bits |= values[row + b] ? 1 << b : 0;
            }
            raw[row >>> 3] = (byte) bits;
        }
    }
}

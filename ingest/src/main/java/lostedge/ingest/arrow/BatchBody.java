package lostedge.ingest.arrow;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of one record batch while it is put together: column by column, buffer by buffer. Buffers stand as they are,
 * so that a reader may map them, or each is compressed on its own (Arrow's {@code BodyCompression}, method BUFFER,
 * codec ZSTD) where that makes it smaller.
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
    /** A file's block: less than that is stored as cheaply as left out. */
    private static final int SHORTEST_HOLE = 1 << 12;
    /** Prefix of a buffer that stands uncompressed among compressed ones. */
    private static final long NOT_COMPRESSED = -1;

    private final List<long[]> nodes;
    private final List<long[]> buffers;
    /** Where buffers of zeros begin and end. */
    private final List<int[]> holes;

    private final @Nullable ZstdCompressCtx zstd;
    /** Off the heap, as both the compressor and a channel want it. */
    private ByteBuffer body = direct(1 << 12);

    private ByteBuffer uncompressed = direct(1 << 12);
    private ByteBuffer raw = uncompressed;
    private int length;

    BatchBody(boolean compressed) {
        nodes = new ArrayList<>();
        buffers = new ArrayList<>();
        holes = new ArrayList<>();
        zstd = compressed ? new ZstdCompressCtx().setLevel(LEVEL) : null;
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether buffers are compressed. */
    boolean isCompressed() {
        return zstd != null;
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
            raw.put(row >>> 3, (byte) bits);
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
        if (zstd == null) {
            reserve(bytes);
            raw = body.slice(length, bytes).order(ByteOrder.LITTLE_ENDIAN);
        } else {
            if (uncompressed.capacity() < bytes) {
                uncompressed = direct(bytes + (bytes >> 2));
            }
            raw = uncompressed.clear().limit(bytes);
        }
        return raw;
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
        int stored = zstd == null ? bytes : pack(zstd, bytes, compress && bytes >= MIN_COMPRESSED);
        buffers.add(new long[] {length, stored});
        int padded = length + stored + 7 & ~7;
        for (int i = length + stored; i < padded; i++) {
            body.put(i, (byte) 0);
        }
        if (zstd == null && bytes >= SHORTEST_HOLE && isZero(bytes)) {
            holes.add(new int[] {length, padded});
        }
        length = padded;
    }

    private boolean isZero(int bytes) {
        int at = 0;
        while (at + Long.BYTES <= bytes && raw.getLong(at) == 0) {
            at += Long.BYTES;
        }
        while (at < bytes && raw.get(at) == 0) {
            at++;
        }
        return at == bytes;
    }

    /** Appends a buffer behind its prefix, and returns the length of both. */
    private int pack(ZstdCompressCtx compressor, int bytes, boolean compress) {
        int from = length + Long.BYTES;
        int packed = bytes;
        if (compress) {
            int most = Math.toIntExact(Zstd.compressBound(bytes));
            reserve(Long.BYTES + most);
            packed = compressor.compressDirectByteBuffer(body, from, most, raw, 0, bytes);
        } else {
            reserve(Long.BYTES + bytes);
        }
        if (packed < bytes) {
            body.putLong(length, bytes);
            return Long.BYTES + packed;
        }
        body.putLong(length, NOT_COMPRESSED);
        body.put(from, raw, 0, bytes);
        return Long.BYTES + bytes;
    }

    /** Each column's rows and nulls. */
    List<long[]> nodes() {
        return nodes;
    }

    /** Each buffer's offset in the body and length. */
    List<long[]> buffers() {
        return buffers;
    }

    /** {@return where {@link #bytes} is nothing but zeros, in order: from, to} */
    List<int[]> holes() {
        return holes;
    }

    ByteBuffer bytes() {
        return body.duplicate().clear().limit(length);
    }

    void clear() {
        nodes.clear();
        buffers.clear();
        holes.clear();
        length = 0;
    }

    @Override
    public void close() {
        if (zstd != null) {
            zstd.close();
        }
    }

    /** Makes room behind the end, with up to 7 bytes of padding. */
    private void reserve(int bytes) {
        int needed = Math.addExact(length, bytes + 8);
        if (body.capacity() < needed) {
            body = direct(needed + (needed >> 1)).put(0, body, 0, length);
        }
    }

    private void packBits(boolean[] values, int rows) {
        for (int row = 0; row < rows; row += 8) {
            int bits = 0;
            for (int b = 0; b < 8 && row + b < rows; b++) {
                bits |= values[row + b] ? 1 << b : 0;
            }
            raw.put(row >>> 3, (byte) bits);
        }
    }
}

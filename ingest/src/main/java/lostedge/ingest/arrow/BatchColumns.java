package lostedge.ingest.arrow;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.RecordBatch;

/** The decompressed columns of one record batch; their arrays are used again for the next. */
public final class BatchColumns {
    /** Most rows of a batch. */
    private static final int MAX_ROWS = 1 << 22;
    /** Most bytes of the texts of one column of one batch. */
    private static final int MAX_TEXT_BYTES = 1 << 28;

    private final List<ArrowField> fields;
    /** Per column: validity bitmap, values or offsets, bytes of texts. */
    private final byte[][][] buffers;

    private final boolean[] allPresent;
    private int rows;

    BatchColumns(List<ArrowField> fields) {
        this.fields = fields;
        this.buffers = new byte[fields.size()][3][0];
        this.allPresent = new boolean[fields.size()];
    }

    /** {@return how many rows the batch has} */
    public int rows() {
        return rows;
    }

    /**
     * {@return the values of a column with a width of its own, or the offsets of texts; little-endian, from row 0; what
     * stands behind the last row has no meaning}
     */
    public ByteBuffer data(int column) {
        return ByteBuffer.wrap(buffers[column][1]).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** {@return whether the column has a value in this row} */
    public boolean isPresent(int column, int row) {
        return allPresent[column] || (buffers[column][0][row >>> 3] >>> (row & 7) & 1) != 0;
    }

    /** {@return whether no value of the column is missing} */
    public boolean allPresent(int column) {
        return allPresent[column];
    }

    byte[] textBytes(int column) {
        return buffers[column][2];
    }

    /** Decompresses a batch; throws a RuntimeException where header and body do not fit each other. */
    void load(RecordBatch batch, byte[] body) {
        require(batch.length() >= 0 && batch.length() <= MAX_ROWS, "rows");
        require(batch.nodesLength() == fields.size(), "columns");
        boolean compressed = batch.compression() != null;
        require(!compressed || batch.compression().codec() == CompressionType.ZSTD, "codec");
        rows = (int) batch.length();
        int next = 0;
        for (int c = 0; c < fields.size(); c++) {
            ArrowField field = fields.get(c);
            allPresent[c] = batch.nodes(c).nullCount() == 0;
            if (!allPresent[c]) {
                load(c, 0, batch.buffers(next), body, compressed, (rows + 7) >>> 3);
            }
            if (field.type() == ArrowField.Type.UTF8) {
                load(c, 1, batch.buffers(next + 1), body, compressed, 4 * (rows + 1));
                load(c, 2, batch.buffers(next + 2), body, compressed, data(c).getInt(4 * rows));
            } else {
                int bytes = field.type() == ArrowField.Type.BOOLEAN
                        ? (rows + 7) >>> 3
                        : field.type().bytes() * rows;
                load(c, 1, batch.buffers(next + 1), body, compressed, bytes);
            }
            next += field.buffers();
        }
    }

    private void load(int column, int which, Buffer buffer, byte[] body, boolean compressed, int bytes) {
        require(bytes >= 0 && bytes <= MAX_TEXT_BYTES, "size of a buffer");
        if (buffers[column][which].length < bytes) {
            buffers[column][which] = new byte[bytes];
        }
        if (bytes == 0) {
            return;
        }
        byte[] target = buffers[column][which];
        int from = Math.toIntExact(buffer.offset());
        int length = Math.toIntExact(buffer.length());
        require(from >= 0 && length >= 0 && from <= body.length - length, "place of a buffer");
        if (!compressed) {
            require(length >= bytes, "length of a buffer");
            System.arraycopy(body, from, target, 0, bytes);
            return;
        }
        require(length >= 8, "length of a buffer");
        long plain = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getLong(from);
        if (plain == -1) {
            require(length - 8 >= bytes, "length of a buffer");
            System.arraycopy(body, from + 8, target, 0, bytes);
        } else {
            require(plain == bytes, "decompressed length of a buffer");
            long got = Zstd.decompressByteArray(target, 0, bytes, body, from + 8, length - 8);
            require(got == bytes, "decompressed length of a buffer");
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("wrong " + what);
        }
    }
}

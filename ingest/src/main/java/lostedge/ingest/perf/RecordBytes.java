package lostedge.ingest.perf;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import lostedge.ingest.reader.RecordingException;

/**
 * The records of a data section one after the other, those inside compressed records included.
 *
 * <p>Compressed records hold consecutive pieces of one zstd stream; a record may begin in one piece and end in the next
 * ({@code tools/perf/util/zstd.c}).
 */
final class RecordBytes implements Closeable {
    static final int HEAD = 8;
    private static final int COMPRESSED = 81;
    private static final int COMPRESSED2 = 83;
    private static final int PLAIN_SIZE = 1 << 20;
    private static final int UNPACKED_SIZE = 4 << 20;

    private final String name;
    private final InputStream in;
    private long left;
    private long offset;
    private final ByteBuffer plain;
    private ByteBuffer unpacked = ByteBuffer.allocate(0);
    private ByteBuffer packed = unpacked;
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();

    private ByteBuffer current;
    private int start;
    private int size;

    /**
     * The records of a stream.
     *
     * @param left bytes to read, or {@link Long#MAX_VALUE} to read to the end
     * @param offset offset of the first of them in the file
     */
    RecordBytes(String name, InputStream in, long left, long offset, ByteOrder order) {
        this.name = name;
        this.in = in;
        this.left = left;
        this.offset = offset;
        plain = ByteBuffer.allocate(PLAIN_SIZE).order(order).limit(0);
        current = plain;
    }

    /** Moves to the next record; {@return false if there is none} */
    boolean next() throws IOException {
        while (true) {
            if (unpacked.hasRemaining() && take(unpacked)) {
                return true;
            }
            if (!fill(HEAD)) {
                if (unpacked.hasRemaining()) {
                    throw refuse("the compressed records end inside a record");
                }
                return false;
            }
            int recordSize = plain.getShort(plain.position() + 6) & 0xFFFF;
            if (recordSize < HEAD || !fill(recordSize)) {
                throw refuse("expected a whole record, found one of " + recordSize + " bytes");
            }
            int type = plain.getInt(plain.position());
            take(plain);
            offset += recordSize;
            if (type != COMPRESSED && type != COMPRESSED2) {
                return true;
            }
            unpack(type);
        }
    }

    /** Skips bytes that follow the current record, as the contents of some records of a pipe do, and returns them. */
    byte[] following(long length) throws IOException {
        if (length < 0 || length > 1 << 28) {
            throw refuse("expected at most 256 MiB behind this record, found " + Long.toUnsignedString(length));
        }
        byte[] bytes = new byte[(int) length];
        int fromBuffer = (int) Math.min(length, plain.remaining());
        plain.get(bytes, 0, fromBuffer);
        int more = in.readNBytes(bytes, fromBuffer, bytes.length - fromBuffer);
        if (fromBuffer + more < bytes.length) {
            throw refuse("expected " + length + " bytes behind this record");
        }
        left -= more;
        offset += length;
        return bytes;
    }

    private boolean take(ByteBuffer from) {
        int at = from.position();
        if (from.remaining() < HEAD) {
            return false;
        }
        int length = from.getShort(at + 6) & 0xFFFF;
        if (length < HEAD || length > from.remaining()) {
            return false;
        }
        current = from;
        start = at;
        size = length;
        from.position(at + length);
        return true;
    }

    private void unpack(int type) throws IOException {
        int body = HEAD;
        int length = size - HEAD;
        if (type == COMPRESSED2) {
            if (length < 8) {
                throw refuse("expected the size of a compressed record");
            }
            long told = current.getLong(start + HEAD);
            if (told < 0 || told > length - 8) {
                throw refuse("expected a compressed record of at most " + (length - 8) + " bytes");
            }
            body += 8;
            length = (int) told;
        }
        if (unpacked.capacity() == 0) {
            unpacked = ByteBuffer.allocateDirect(UNPACKED_SIZE)
                    .order(plain.order())
                    .limit(0);
            packed = ByteBuffer.allocateDirect(1 << 16);
        }
        packed.clear().limit(length);
        packed.put(0, plain, start + body, length);
        unpacked.compact();
        try {
            while (packed.hasRemaining()) {
                int before = unpacked.position() + packed.position();
                zstd.decompressDirectByteBufferStream(unpacked, packed);
                if (unpacked.position() + packed.position() == before) {
                    throw refuse("a compressed record unpacks to more than " + UNPACKED_SIZE + " bytes");
                }
            }
        } catch (ZstdException damaged) {
            throw refuse("a compressed record does not unpack");
        }
        unpacked.flip();
        if (unpacked.remaining() >= HEAD && (unpacked.getShort(unpacked.position() + 6) & 0xFFFF) < HEAD) {
            throw refuse("expected a record inside the compressed one");
        }
    }

    /** Makes at least {@code length} bytes available; {@return false if the section ends before} */
    private boolean fill(int length) throws IOException {
        if (plain.remaining() >= length) {
            return true;
        }
        byte[] array = new byte[(int) Math.min(left, plain.capacity() - plain.remaining())];
        plain.compact();
        int read = in.readNBytes(array, 0, array.length);
        left -= read;
        plain.put(array, 0, read).flip();
        return plain.remaining() >= length;
    }

    RecordingException refuse(String expectation) {
        return new RecordingException(name, "offset " + offset, expectation);
    }

    /** {@return the bytes that hold the current record, valid until the next call} */
    ByteBuffer bytes() {
        return current;
    }

    /** {@return the current record's type} */
    int type() {
        return current.getInt(start);
    }

    /** {@return where the current record's body begins} */
    int body() {
        return start + HEAD;
    }

    /** {@return where the current record ends} */
    int end() {
        return start + size;
    }

    /** {@return the offset behind the current record, or behind the compressed record that holds it} */
    long offset() {
        return offset;
    }

    @Override
    public void close() throws IOException {
        zstd.close();
        in.close();
    }
}

package lostedge.ingest.perf;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import lostedge.ingest.bytes.BinaryNumbers;
import lostedge.ingest.bytes.Words;
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
    private static final int PLAIN_SIZE = 1 << 18;
    private static final int UNPACKED_SIZE = 4 << 20;
    private static final int PIECE_SIZE = 1 << 18;

    private final String name;
    private final InputStream in;
    private final BinaryNumbers numbers;
    private final byte[] plain = new byte[PLAIN_SIZE + Words.PADDING];
    private int plainAt;
    private int plainEnd;
    private long left;
    private long offset;

    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private byte[] unpacked = {};
    private int unpackedAt;
    private int unpackedEnd;
    private ByteBuffer packedPiece = ByteBuffer.allocate(0);
    private ByteBuffer unpackedPiece = packedPiece;

    private byte[] current = plain;
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
        numbers = new BinaryNumbers(order);
    }

    /** Moves to the next record; {@return false if there is none} */
    boolean next() throws IOException {
        while (true) {
            if (unpackedAt < unpackedEnd) {
                int length = whole(unpacked, unpackedAt, unpackedEnd);
                if (length >= 0) {
                    stand(unpacked, unpackedAt, length);
                    unpackedAt += length;
                    return true;
                }
            }
            int length = whole(plain, plainAt, plainEnd);
            if (length < 0) {
                if (!fill(HEAD)) {
                    if (unpackedAt < unpackedEnd) {
                        throw refuse("the compressed records end inside a record");
                    }
                    return false;
                }
                length = numbers.u16(plain, plainAt + 6);
                if (length < HEAD || !fill(length)) {
                    throw refuse("expected a whole record, found one of " + length + " bytes");
                }
            }
            stand(plain, plainAt, length);
            plainAt += length;
            offset += length;
            int type = type();
            if (type != COMPRESSED && type != COMPRESSED2) {
                return true;
            }
            unpack(type);
        }
    }

    /** {@return the bytes of the record that begins at a place, or -1 if it does not end in the same bytes} */
    private int whole(byte[] bytes, int at, int end) {
        if (end - at < HEAD) {
            return -1;
        }
        int length = numbers.u16(bytes, at + 6);
        return length < HEAD || length > end - at ? -1 : length;
    }

    private void stand(byte[] bytes, int at, int length) {
        current = bytes;
        start = at;
        size = length;
    }

    /** Skips bytes that follow the current record, as the contents of some records of a pipe do, and returns them. */
    byte[] following(long length) throws IOException {
        if (length < 0 || length > 1 << 28) {
            throw refuse("expected at most 256 MiB behind this record, found " + Long.toUnsignedString(length));
        }
        int fromBuffer = (int) Math.min(length, plainEnd - plainAt);
        byte[] more = in.readNBytes((int) length - fromBuffer);
        if (fromBuffer + more.length < length) {
            throw refuse("expected " + length + " bytes behind this record");
        }
        byte[] bytes = new byte[(int) length];
        System.arraycopy(plain, plainAt, bytes, 0, fromBuffer);
        System.arraycopy(more, 0, bytes, fromBuffer, more.length);
        plainAt += fromBuffer;
        left -= more.length;
        offset += length;
        return bytes;
    }

    private void unpack(int type) throws IOException {
        int body = body();
        int length = size - HEAD;
        if (type == COMPRESSED2) {
            if (length < 8) {
                throw refuse("expected the size of a compressed record");
            }
            long told = numbers.i64(current, body);
            if (told < 0 || told > length - 8) {
                throw refuse("expected a compressed record of at most " + (length - 8) + " bytes");
            }
            body += 8;
            length = (int) told;
        }
        if (unpacked.length == 0) {
            unpacked = new byte[UNPACKED_SIZE + Words.PADDING];
            unpackedPiece = ByteBuffer.allocateDirect(PIECE_SIZE);
            packedPiece = ByteBuffer.allocateDirect(1 << 16);
        }
        unpackedEnd -= unpackedAt;
        System.arraycopy(unpacked, unpackedAt, unpacked, 0, unpackedEnd);
        unpackedAt = 0;
        packedPiece.clear().limit(length);
        packedPiece.put(0, current, body, length);
        try {
            do {
                int before = packedPiece.position();
                unpackedPiece.clear();
                zstd.decompressDirectByteBufferStream(unpackedPiece, packedPiece);
                unpackedPiece.flip();
                int piece = unpackedPiece.remaining();
                if (piece > UNPACKED_SIZE - unpackedEnd) {
                    throw refuse("a compressed record unpacks to more than " + UNPACKED_SIZE + " bytes");
                }
                unpackedPiece.get(unpacked, unpackedEnd, piece);
                unpackedEnd += piece;
                if (piece == 0 && packedPiece.position() == before) {
                    break;
                }
            } while (packedPiece.hasRemaining() || unpackedPiece.limit() == PIECE_SIZE);
        } catch (ZstdException damaged) {
            throw refuse("a compressed record does not unpack");
        }
        if (unpackedEnd >= HEAD && numbers.u16(unpacked, 6) < HEAD) {
            throw refuse("expected a record inside the compressed one");
        }
    }

    /** Makes at least {@code length} bytes available; {@return false if the section ends before} */
    private boolean fill(int length) throws IOException {
        if (plainEnd - plainAt >= length) {
            return true;
        }
        plainEnd -= plainAt;
        System.arraycopy(plain, plainAt, plain, 0, plainEnd);
        plainAt = 0;
        int read = in.readNBytes(plain, plainEnd, (int) Math.min(left, PLAIN_SIZE - plainEnd));
        left -= read;
        plainEnd += read;
        return plainEnd >= length;
    }

    RecordingException refuse(String expectation) {
        return new RecordingException(name, "offset " + offset, expectation);
    }

    /**
     * {@return the bytes that hold the current record, valid until the next call, with {@link Words#PADDING} behind}
     */
    byte[] bytes() {
        return current;
    }

    /** {@return how numbers stand in them} */
    BinaryNumbers numbers() {
        return numbers;
    }

    /** {@return the current record's type} */
    int type() {
        return numbers.i32(current, start);
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

package lostedge.ingest.tracedat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import lostedge.ingest.reader.RecordingException;

/** Numbers and texts of a file at any offset, in the byte order the file declares; every length is checked first. */
final class FileBytes implements Closeable {
    private static final int MAX_TEXT = 4096;

    private final String name;
    private final SeekableByteChannel channel;
    private final long size;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private long at;

    FileBytes(String name, SeekableByteChannel channel) throws IOException {
        this.name = name;
        this.channel = channel;
        size = channel.size();
    }

    String name() {
        return name;
    }

    ByteOrder order() {
        return order;
    }

    void order(ByteOrder newOrder) {
        order = newOrder;
    }

    long at() {
        return at;
    }

    long size() {
        return size;
    }

    /** Moves to an offset, which must lie in the file. */
    void seek(long offset) throws IOException {
        if (offset < 0 || offset > size) {
            throw refuse("points to offset " + Long.toUnsignedString(offset) + ", the file has " + size + " bytes");
        }
        at = offset;
    }

    /** {@return the next {@code length} bytes, to read numbers from} */
    ByteBuffer bytes(long length) throws IOException {
        return ByteBuffer.wrap(array(length)).order(order);
    }

    /** {@return the next {@code length} bytes} */
    byte[] array(long length) throws IOException {
        if (length < 0 || length > size - at || length > Integer.MAX_VALUE - 64) {
            throw refuse("expected " + Long.toUnsignedString(length) + " more bytes, the file has " + (size - at));
        }
        byte[] bytes = new byte[(int) length];
        read(at, ByteBuffer.wrap(bytes));
        at += length;
        return bytes;
    }

    /** Fills the buffer from an offset and flips it; fewer bytes than fit are an error. */
    void read(long offset, ByteBuffer into) throws IOException {
        channel.position(offset);
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                throw new RecordingException(name, "offset " + offset, "the file ends inside the data announced here");
            }
        }
        into.flip();
    }

    int u8() throws IOException {
        return bytes(1).get() & 0xFF;
    }

    int u16() throws IOException {
        return bytes(2).getShort() & 0xFFFF;
    }

    int i32() throws IOException {
        return bytes(4).getInt();
    }

    long u32() throws IOException {
        return i32() & 0xFFFF_FFFFL;
    }

    long u64() throws IOException {
        return bytes(8).getLong();
    }

    /** {@return the text up to the next NUL} */
    String text() throws IOException {
        byte[] text = new byte[MAX_TEXT];
        int length = 0;
        for (int b; (b = u8()) != 0; length++) {
            if (length == MAX_TEXT) {
                throw refuse("expected a text of at most " + MAX_TEXT + " bytes");
            }
            text[length] = (byte) b;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    /** Expects a fixed text with its final NUL. */
    void expect(String text) throws IOException {
        String found = text();
        if (!found.equals(text)) {
            throw refuse("expected \"" + text + "\"");
        }
    }

    RecordingException refuse(String expectation) {
        return new RecordingException(name, "offset " + at, expectation);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

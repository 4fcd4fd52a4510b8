package lostedge.ingest.bytes;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;

/** Numbers and texts of a file at any offset, in the byte order the file declares; every length is checked first. */
public final class FileBytes implements Closeable {
    private static final int MAX_TEXT = 4096;

    private final String name;
    private final SeekableByteChannel channel;
    private final long size;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private long at;

    /** The bytes of an open file, which closes with this. */
    public FileBytes(String name, SeekableByteChannel channel) throws IOException {
        this.name = name;
        this.channel = channel;
        size = channel.size();
    }

    /** Opens a recording. */
    public static FileBytes open(Recording recording) throws IOException {
        return new FileBytes(recording.name(), recording.openSeekable());
    }

    /** {@return the file's name for messages} */
    public String name() {
        return name;
    }

    /** {@return the byte order numbers are read in; little-endian until told otherwise} */
    public ByteOrder order() {
        return order;
    }

    /** Sets the byte order. */
    public void order(ByteOrder newOrder) {
        order = newOrder;
    }

    /** {@return the offset of the next byte} */
    public long at() {
        return at;
    }

    /** {@return the file's length} */
    public long size() {
        return size;
    }

    /** Moves to an offset, which must lie in the file. */
    public void seek(long offset) throws IOException {
        if (offset < 0 || offset > size) {
            throw refuse("points to offset " + Long.toUnsignedString(offset) + ", the file has " + size + " bytes");
        }
        at = offset;
    }

    /** {@return the next {@code length} bytes, to read numbers from} */
    public ByteBuffer bytes(long length) throws IOException {
        return ByteBuffer.wrap(array(length)).order(order);
    }

    /** {@return the next {@code length} bytes} */
    public byte[] array(long length) throws IOException {
        if (length < 0 || length > size - at || length > Integer.MAX_VALUE - 64) {
            throw refuse("expected " + Long.toUnsignedString(length) + " more bytes, the file has " + (size - at));
        }
        byte[] bytes = new byte[(int) length];
        read(at, ByteBuffer.wrap(bytes));
        at += length;
        return bytes;
    }

    /** Fills the buffer from an offset and flips it; fewer bytes than fit are an error. */
    public void read(long offset, ByteBuffer into) throws IOException {
        channel.position(offset);
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                throw new RecordingException(name, "offset " + offset, "the file ends inside the data announced here");
            }
        }
        into.flip();
    }

    /** {@return the next byte} */
    public int u8() throws IOException {
        return bytes(1).get() & 0xFF;
    }

    /** {@return the next 2 bytes, unsigned} */
    public int u16() throws IOException {
        return bytes(2).getShort() & 0xFFFF;
    }

    /** {@return the next 4 bytes, signed} */
    public int i32() throws IOException {
        return bytes(4).getInt();
    }

    /** {@return the next 4 bytes, unsigned} */
    public long u32() throws IOException {
        return i32() & 0xFFFF_FFFFL;
    }

    /** {@return the next 8 bytes} */
    public long u64() throws IOException {
        return bytes(8).getLong();
    }

    /** {@return the text up to the next NUL} */
    public String text() throws IOException {
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
    public void expect(String text) throws IOException {
        String found = text();
        if (!found.equals(text)) {
            throw refuse("expected \"" + text + "\"");
        }
    }

    /** {@return the bytes from the current offset on as a stream; nothing else may be read while it is in use} */
    public InputStream stream() throws IOException {
        channel.position(at);
        return Channels.newInputStream(channel);
    }

    /** {@return the refusal of what stands at the current offset} */
    public RecordingException refuse(String expectation) {
        return new RecordingException(name, "offset " + at, expectation);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package lostedge.ingest.tracepoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Bytes under construction, in a machine's byte order. */
public final class BytesBuilder {
    private final ByteOrder order;

    public BytesBuilder(ByteOrder order) {
        this.order = order;
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public BytesBuilder raw(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    public BytesBuilder text(String text) {
        raw(text.getBytes(StandardCharsets.UTF_8));
        return i8(0);
    }

    public BytesBuilder i8(int value) {
        bytes.write(value);
        return this;
    }

    public BytesBuilder i16(int value) {
        return raw(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
    }

    public BytesBuilder i32(int value) {
        return raw(ByteBuffer.allocate(4).order(order).putInt(value).array());
    }

    public BytesBuilder i64(long value) {
        return raw(ByteBuffer.allocate(8).order(order).putLong(value).array());
    }

    public BytesBuilder pad(int multiple) {
        while (size() % multiple != 0) {
            i8(0);
        }
        return this;
    }

    public int size() {
        return bytes.size();
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }
}

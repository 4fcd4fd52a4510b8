package lostedge.ingest.protobuf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A protobuf message while its fields are appended (https://protobuf.dev/programming-guides/encoding/). */
public final class ProtoMessage {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Appends an integer field, of type int64, uint64 or enum. */
    public ProtoMessage number(int field, long value) {
        tag(field, ProtoCursor.VARINT);
        varint(value);
        return this;
    }

    /** Appends a field of 8 bytes, of type fixed64 or sfixed64. */
    public ProtoMessage fixed(int field, long value) {
        tag(field, ProtoCursor.FIXED64);
        for (int shift = 0; shift < 64; shift += 8) {
            bytes.write((int) (value >>> shift));
        }
        return this;
    }

    /** Appends a field of type string. */
    public ProtoMessage text(int field, String value) {
        return delimited(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends a message within this one. */
    public ProtoMessage message(int field, ProtoMessage value) {
        return delimited(field, value.toBytes());
    }

    /** {@return the fields appended so far} */
    public byte[] toBytes() {
        return bytes.toByteArray();
    }

    private ProtoMessage delimited(int field, byte[] value) {
        tag(field, ProtoCursor.DELIMITED);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    private void tag(int field, int wireType) {
        varint((long) field << 3 | wireType);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}

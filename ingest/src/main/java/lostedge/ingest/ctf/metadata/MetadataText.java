package lostedge.ingest.ctf.metadata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;

/**
 * The text of a metadata file: plain, or cut into packets. A packet begins with 37 bytes: magic, UUID, checksum,
 * content size and packet size in bits, compression, encryption and checksum schemes, and the version 1.8.
 */
final class MetadataText {
    static final int PACKET_MAGIC = 0x75D11D57;

    private static final int HEAD = 37;
    private static final int MAX_BYTES = 32 << 20;
    private static final String PLAIN = "/* CTF 1.";

    private MetadataText() {}

    static boolean recognises(byte[] head) {
        return isPacketised(head)
                || new String(head, 0, Math.min(head.length, 9), StandardCharsets.US_ASCII).equals(PLAIN);
    }

    private static boolean isPacketised(byte[] head) {
        return head.length >= HEAD
                && (ByteBuffer.wrap(head).getInt() == PACKET_MAGIC
                        || Integer.reverseBytes(ByteBuffer.wrap(head).getInt()) == PACKET_MAGIC);
    }

    static String read(Recording recording) throws IOException {
        byte[] bytes;
        try (InputStream in = recording.open()) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new RecordingException(recording.name(), "", "expected metadata of at most 32 MiB");
        }
        byte[] text = isPacketised(bytes) ? contents(recording.name(), bytes) : bytes;
        return new String(text, StandardCharsets.UTF_8);
    }

    private static byte[] contents(String name, byte[] array) throws RecordingException {
        ByteBuffer bytes = ByteBuffer.wrap(array);
        bytes.order(bytes.getInt(0) == PACKET_MAGIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream text = new ByteArrayOutputStream(bytes.capacity());
        int at = 0;
        while (at < bytes.capacity()) {
            int room = bytes.capacity() - at;
            if (room < HEAD || bytes.getInt(at) != PACKET_MAGIC) {
                throw new RecordingException(name, "offset " + at, "expected a packet of metadata");
            }
            long content = (bytes.getInt(at + 24) & 0xFFFF_FFFFL) / Byte.SIZE;
            long packet = (bytes.getInt(at + 28) & 0xFFFF_FFFFL) / Byte.SIZE;
            if (content < HEAD || packet < content || packet > room) {
                throw new RecordingException(
                        name,
                        "offset " + at,
                        "a packet of " + packet + " bytes, of which " + content + " count, in " + room);
            }
            if ((bytes.get(at + 32) | bytes.get(at + 33)) != 0) {
                throw new RecordingException(
                        name, "offset " + at, "expected metadata neither compressed nor encrypted");
            }
            text.write(array, at + HEAD, (int) content - HEAD);
            at += (int) packet;
        }
        return text.toByteArray();
    }
}

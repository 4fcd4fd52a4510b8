package lostedge.ingest.perfetto;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.bytes.Words;

/** The packets of a trace one after the other, those inside compressed packets included. */
final class PacketStream implements Closeable {
    static final int PACKET = 1;
    private static final int COMPRESSED = 50;
    private static final int ZSTD_COMPRESSED = 133;
    private static final int MAX_PACKET_BYTES = 64 << 20;
    private static final long MAX_RATIO = 1000;
    private static final int BUFFER_BYTES = 256 << 10;
    private static final int HEAD_BYTES = 20;

    private final String name;
    private final InputStream in;
    private final LossLedger losses;
    private byte[] buffer = new byte[BUFFER_BYTES + Words.PADDING];
    private int at;
    private int filled;
    private long bufferOffset;
    private final ProtoCursor head = new ProtoCursor();
    private final ProtoCursor unpacked = new ProtoCursor();
    private boolean inUnpacked;
    private byte[] contents = new byte[BUFFER_BYTES + Words.PADDING];
    private boolean inEnded;

    PacketStream(String name, InputStream in, LossLedger losses) {
        this.name = name;
        this.in = in;
        this.losses = losses;
    }

    /** Turns a cursor to the next packet, whose bytes stand until the next call; {@return false if there is none} */
    boolean next(ProtoCursor packet) throws IOException {
        while (true) {
            while (inUnpacked) {
                if (unpacked.next()) {
                    if (isPacket(unpacked)) {
                        packet.open(unpacked);
                        return true;
                    }
                } else {
                    inUnpacked = false;
                    if (unpacked.damaged()) {
                        damaged("compressed packets that are damaged");
                    }
                }
            }
            int from = nextStored();
            if (from < 0) {
                return false;
            }
            packet.open(buffer, from, at);
            if (!packet.next() || !packet.isDelimited() || !unpack(packet)) {
                packet.open(buffer, from, at);
                return true;
            }
        }
    }

    /** {@return whether a field of a packet holds further packets} */
    static boolean isCompressed(int field) {
        return field == COMPRESSED || field == ZSTD_COMPRESSED;
    }

    private static boolean isPacket(ProtoCursor cursor) {
        return cursor.field() == PACKET && cursor.isDelimited();
    }

    /** Reads the next packet into the buffer, up to {@link #at}; {@return where it begins, or -1 at the end} */
    private int nextStored() throws IOException {
        while (true) {
            fill(HEAD_BYTES);
            if (at == filled) {
                return -1;
            }
            head.open(buffer, at, filled);
            long tag = head.varint();
            boolean delimited = (tag & 7) == ProtoCursor.DELIMITED;
            long length = head.varint();
            if (head.damaged() || !delimited && (tag & 7) != ProtoCursor.VARINT || tag < 8) {
                return endsHere("packets behind a damaged place");
            }
            int from = head.to();
            if (!delimited) {
                at = from;
                continue;
            }
            if (length < 0 || length > MAX_PACKET_BYTES) {
                return endsHere("packets behind a damaged place");
            }
            int before = from - at;
            fill(before + (int) length);
            if (filled - at < before + length) {
                return endsHere("last packet cut off");
            }
            from = at + before;
            at = from + (int) length;
            if (tag >>> 3 == PACKET) {
                return from;
            }
        }
    }

    private int endsHere(String counter) {
        losses.add(name, counter, Severity.ERROR, 1, offset(), "that the recording goes on to its end");
        at = filled;
        inEnded = true;
        return -1;
    }

    /** Makes so many bytes from the current one stand in the buffer, or all that are left. */
    private void fill(int bytes) throws IOException {
        if (filled - at >= bytes || inEnded) {
            return;
        }
        System.arraycopy(buffer, at, buffer, 0, filled - at);
        bufferOffset += at;
        filled -= at;
        at = 0;
        if (bytes > buffer.length - Words.PADDING) {
            buffer = Arrays.copyOf(buffer, Math.max(bytes, Math.min(2 * bytes, MAX_PACKET_BYTES)) + Words.PADDING);
        }
        int read = in.readNBytes(buffer, filled, buffer.length - Words.PADDING - filled);
        inEnded = read < buffer.length - Words.PADDING - filled;
        filled += read;
    }

    /** Turns to the packets inside the current field if that holds some; {@return false if it is another field} */
    private boolean unpack(ProtoCursor packed) {
        if (!isCompressed(packed.field())) {
            return false;
        }
        int length =
                packed.field() == COMPRESSED ? inflate(packed.from(), packed.to()) : zstd(packed.from(), packed.to());
        if (length < 0) {
            damaged("compressed packets that are damaged");
        } else {
            unpacked.open(contents, 0, length);
            inUnpacked = true;
        }
        return true;
    }

    private int inflate(int from, int to) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(buffer, from, to - from);
            int length = 0;
            while (!inflater.finished()) {
                if (length == contents.length - Words.PADDING && !growContents()) {
                    return -1;
                }
                int more = inflater.inflate(contents, length, contents.length - Words.PADDING - length);
                if (more == 0 && !inflater.finished()) {
                    return -1;
                }
                length += more;
            }
            return length;
        } catch (DataFormatException notDeflated) {
            return -1;
        } finally {
            inflater.end();
        }
    }

    private boolean growContents() {
        int size = Math.min(2 * contents.length, MAX_PACKET_BYTES + Words.PADDING);
        boolean grows = size > contents.length;
        contents = Arrays.copyOf(contents, size);
        return grows;
    }

    private int zstd(int from, int to) {
        try {
            long size = Zstd.getFrameContentSize(buffer, from, to - from);
            if (size < 0 || size > Math.min(MAX_PACKET_BYTES, MAX_RATIO * (to - from))) {
                return -1;
            }
            if (size > contents.length - Words.PADDING) {
                contents = new byte[(int) size + Words.PADDING];
            }
            return (int) Zstd.decompressByteArray(contents, 0, (int) size, buffer, from, to - from);
        } catch (ZstdException notZstd) {
            return -1;
        }
    }

    /** {@return the offset behind the current packet, or behind the compressed one that holds it} */
    long offset() {
        return bufferOffset + at;
    }

    private void damaged(String counter) {
        losses.add(name, counter, Severity.ERROR, 1, offset(), "whatever these packets would have shown");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

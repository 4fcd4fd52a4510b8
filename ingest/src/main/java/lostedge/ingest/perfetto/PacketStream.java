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
import lostedge.ingest.protobuf.ProtoCursor;

/** The packets of a trace one after the other, those inside compressed packets included. */
final class PacketStream implements Closeable {
    private static final int COMPRESSED = 50;
    private static final int MAX_PACKET_BYTES = 64 << 20;
    private static final long MAX_RATIO = 1000;
    private static final int BUFFER_BYTES = 256 << 10;
    private static final int HEAD_BYTES = 20;
    /** Packets longer than half of it are not found behind a damaged place. */
    private static final int SEARCH_BYTES = 1 << 20;

    private static final int NO_PACKET = -1;

    private final String name;
    private final InputStream in;
    private final LossLedger losses;
    private byte[] buffer = new byte[BUFFER_BYTES + Words.PADDING];
    private int at;
    private int filled;
    private long bufferOffset;
    private final ProtoCursor head = new ProtoCursor();
    private final PacketSearch search = new PacketSearch();
    private boolean behindDamage;
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
                        damaged("compressed packets that are damaged", offset());
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

    private static boolean isPacket(ProtoCursor cursor) {
        return cursor.field() == PacketSearch.PACKET && cursor.isDelimited();
    }

    /** Reads the next packet into the buffer, up to {@link #at}; {@return where it begins, or -1 at the end} */
    private int nextStored() throws IOException {
        while (true) {
            fill(HEAD_BYTES);
            if (at == filled) {
                return NO_PACKET;
            }
            head.open(buffer, at, filled);
            boolean tagged = head.varint() == PacketSearch.TAG;
            long length = head.varint();
            int before = head.to() - at;
            boolean begins = tagged && !head.damaged() && length >= 0 && length <= MAX_PACKET_BYTES;
            if (begins) {
                fill(before + (int) length + 1);
                int from = at + before;
                int to = from + (int) length;
                if (to <= filled
                        && (to == filled || buffer[to] == PacketSearch.TAG || search.isPacket(buffer, from, to))) {
                    at = to;
                    return from;
                }
            }
            if (!resume(begins)) {
                return NO_PACKET;
            }
        }
    }

    /** Moves behind a damaged place; {@return whether packets follow} */
    private boolean resume(boolean begins) throws IOException {
        long damagedAt = offset();
        at++;
        while (true) {
            fill(SEARCH_BYTES);
            int found = search.next(buffer, at, filled, inEnded);
            if (found >= 0) {
                at = found;
                damaged("damaged stretches between packets", damagedAt);
                return true;
            }
            if (inEnded) {
                String counter = begins ? "last packet cut off" : "packets behind a damaged place";
                losses.add(name, counter, Severity.ERROR, 1, damagedAt, "that the recording goes on to its end");
                at = filled;
                return false;
            }
            at = filled - SEARCH_BYTES / 2;
        }
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
        if (!PacketSearch.isCompressed(packed.field())) {
            return false;
        }
        int length =
                packed.field() == COMPRESSED ? inflate(packed.from(), packed.to()) : zstd(packed.from(), packed.to());
        if (length < 0) {
            damaged("compressed packets that are damaged", offset());
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

    /** {@return whether packets may be missing before the current one, as far as they were not asked for yet} */
    boolean takeDamage() {
        boolean taken = behindDamage;
        behindDamage = false;
        return taken;
    }

    private void damaged(String counter, long position) {
        behindDamage = true;
        losses.add(name, counter, Severity.ERROR, 1, position, "whatever these packets would have shown");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

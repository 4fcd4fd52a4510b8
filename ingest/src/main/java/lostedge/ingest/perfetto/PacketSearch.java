package lostedge.ingest.perfetto;

import lostedge.ingest.protobuf.ProtoCursor;

/**
 * Looks for packets behind a damaged place. A trace has no mark that stands before every packet, so a place is one
 * where several follow each other whole, or the last ones up to the very end.
 */
final class PacketSearch {
    static final int PACKET = 1;
    /** What every packet begins with. */
    static final byte TAG = PACKET << 3 | ProtoCursor.DELIMITED;

    private static final int ENOUGH_PACKETS = 3;
    private static final int MOST_FIELDS = 64;
    private static final int MOST_NUMBER = 1 << 12;
    private static final int FTRACE_EVENTS = 1;
    private static final int SEQUENCE = 10;
    private static final int COMPRESSED = 50;
    private static final int ZSTD_COMPRESSED = 133;

    private final ProtoCursor outer = new ProtoCursor();
    private final ProtoCursor fields = new ProtoCursor();

    /** {@return whether a field of a packet holds further packets} */
    static boolean isCompressed(int field) {
        return field == COMPRESSED || field == ZSTD_COMPRESSED;
    }

    /** {@return whether the current field is one that nearly every packet has: events, packets, or a sequence} */
    static boolean isTypical(ProtoCursor fields) {
        return fields.isDelimited()
                ? fields.field() == FTRACE_EVENTS || isCompressed(fields.field())
                : fields.field() == SEQUENCE;
    }

    /**
     * {@return the first place in {@code bytes[from, to)} where packets follow each other, or -1}
     *
     * @param ends whether the trace ends at {@code to}
     */
    int next(byte[] bytes, int from, int to, boolean ends) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == TAG && packetsFollow(bytes, at, to, ends)) {
                return at;
            }
        }
        return -1;
    }

    private boolean packetsFollow(byte[] bytes, int from, int to, boolean ends) {
        int at = from;
        for (int count = 0; count < ENOUGH_PACKETS; count++) {
            if (at == to) {
                return ends && count > 0;
            }
            outer.open(bytes, at, to);
            if (bytes[at] != TAG || !outer.next() || !isPacket(bytes, outer.from(), outer.to())) {
                return false;
            }
            at = outer.to();
        }
        return true;
    }

    /** {@return whether {@code bytes[from, to)} are the fields of a packet, whole to the last} */
    boolean isPacket(byte[] bytes, int from, int to) {
        fields.open(bytes, from, to);
        boolean typical = false;
        int count = 0;
        while (fields.next()) {
            if (++count > MOST_FIELDS || fields.field() > MOST_NUMBER) {
                return false;
            }
            typical |= isTypical(fields);
        }
        return typical && !fields.damaged();
    }
}

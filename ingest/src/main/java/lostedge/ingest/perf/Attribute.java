package lostedge.ingest.perf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import lostedge.engine.event.Clock;

/**
 * The parts of {@code struct perf_event_attr} that tell how samples are laid out.
 *
 * @param type {@code PERF_TYPE_*}
 * @param sampleType {@code PERF_SAMPLE_*} bits
 * @param readFormat {@code PERF_FORMAT_*} bits
 * @param sampleIdAll whether records that are no samples end in sample fields too
 * @param clockId the clock's {@code clockid_t}, or -1 for perf's own clock
 */
record Attribute(int type, long sampleType, long readFormat, boolean sampleIdAll, int clockId) {
    /** Bytes of the first version of the structure. */
    static final int MIN_SIZE = 64;

    private static final int TYPE_TRACEPOINT = 2;
    private static final int SAMPLE_ID_ALL = 18;
    private static final int USE_CLOCKID = 25;

    /** Reads the structure at the buffer's position; it holds at least {@link #MIN_SIZE} bytes from there. */
    static Attribute parse(ByteBuffer bytes) {
        int at = bytes.position();
        long flags = bytes.getLong(at + 40);
        boolean useClockId = flag(flags, USE_CLOCKID, bytes.order()) && bytes.remaining() >= 96;
        return new Attribute(
                bytes.getInt(at),
                bytes.getLong(at + 24),
                bytes.getLong(at + 32),
                flag(flags, SAMPLE_ID_ALL, bytes.order()),
                useClockId ? bytes.getInt(at + 92) : -1);
    }

    /** Bit fields fill a word from its low end on little-endian machines and from its high end on others. */
    private static boolean flag(long flags, int bit, ByteOrder order) {
        return (flags >>> (order == ByteOrder.LITTLE_ENDIAN ? bit : 63 - bit) & 1) != 0;
    }

    boolean isTracepoint() {
        return type == TYPE_TRACEPOINT;
    }

    /** {@return whether every sample opens with its event's identifier} */
    boolean identifies() {
        return (sampleType & SampleLayout.IDENTIFIER) != 0;
    }

    /** {@return the clock of the samples' times} */
    Clock clock() {
        Clock.Domain domain = switch (clockId) {
            case -1 -> Clock.Domain.PERF;
            case 0 -> Clock.Domain.REALTIME;
            case 1 -> Clock.Domain.MONOTONIC;
            case 4 -> Clock.Domain.MONOTONIC_RAW;
            case 7 -> Clock.Domain.BOOT;
            case 11 -> Clock.Domain.TAI;
            default -> Clock.Domain.UNKNOWN;
        };
        return Clock.of(domain, 1);
    }
}

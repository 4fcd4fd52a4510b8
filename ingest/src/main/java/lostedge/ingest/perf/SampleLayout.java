package lostedge.ingest.perf;

import lostedge.ingest.bytes.BinaryNumbers;

/**
 * Finds time, CPU and raw bytes in samples of one {@code sample_type}. Fields stand in the order of
 * {@code PERF_RECORD_SAMPLE} in the kernel's {@code perf_event.h}; those behind RAW are not needed.
 */
final class SampleLayout {
    private static final long IP = 1;
    private static final long TID = 1 << 1;
    private static final long TIME = 1 << 2;
    private static final long ADDR = 1 << 3;
    private static final long READ = 1 << 4;
    private static final long CALLCHAIN = 1 << 5;
    private static final long ID = 1 << 6;
    private static final long CPU = 1 << 7;
    private static final long PERIOD = 1 << 8;
    private static final long STREAM_ID = 1 << 9;
    private static final long RAW = 1 << 10;
    static final long IDENTIFIER = 1 << 16;

    private static final int READ_GROUP = 1 << 3;
    private static final int READ_TIMES = 0b11;
    private static final int READ_ID = 1 << 2;
    private static final int READ_LOST = 1 << 4;

    private final Attribute attribute;
    private final int timeAt;
    private final int cpuAt;
    private final int variableAt;
    private final int trailerSize;
    private final int trailerTimeAt;
    private final int trailerCpuAt;
    private final boolean reads;
    private final boolean callchains;
    private final String missing;
    private int rawStart;
    private int rawLength;

    SampleLayout(Attribute attribute) {
        this.attribute = attribute;
        timeAt = width(IDENTIFIER | IP | TID);
        cpuAt = width(IDENTIFIER | IP | TID | TIME | ADDR | ID | STREAM_ID);
        variableAt = width(IDENTIFIER | IP | TID | TIME | ADDR | ID | STREAM_ID | CPU | PERIOD);
        trailerSize = attribute.sampleIdAll() ? width(TID | TIME | ID | STREAM_ID | CPU | IDENTIFIER) : 0;
        trailerTimeAt = width(TID);
        trailerCpuAt = width(TID | TIME | ID | STREAM_ID);
        reads = has(READ);
        callchains = has(CALLCHAIN);
        missing = !has(TIME) ? "time" : !has(CPU) ? "CPU" : has(RAW) ? "" : "raw data";
    }

    /** {@return bytes of those of the fields the samples have; each takes 8} */
    private int width(long fields) {
        return 8 * Long.bitCount(attribute.sampleType() & fields);
    }

    private boolean has(long field) {
        return (attribute.sampleType() & field) != 0;
    }

    /** {@return what every sample must have and these lack, or the empty text} */
    String missing() {
        return missing;
    }

    /** Finds the raw bytes of a sample's body; {@return false if the body is too short for its own fields} */
    boolean locate(BinaryNumbers numbers, byte[] bytes, int body, int end) {
        long at = (long) body + variableAt;
        if (reads) {
            at = afterRead(numbers, bytes, at, end);
        }
        if (callchains) {
            at = at + 8 > end ? end + 1L : afterList(numbers, bytes, at, end, 1);
        }
        if (at + 4 > end) {
            return false;
        }
        long length = numbers.u32(bytes, (int) at);
        if (length > end - at - 4) {
            return false;
        }
        rawStart = (int) at + 4;
        rawLength = (int) length;
        return true;
    }

    private long afterRead(BinaryNumbers numbers, byte[] bytes, long at, int end) {
        long format = attribute.readFormat();
        int times = Long.bitCount(format & READ_TIMES);
        int perValue = 1 + Long.bitCount(format & (READ_ID | READ_LOST));
        if ((format & READ_GROUP) == 0) {
            return at + 8L * (times + perValue);
        }
        return at + 8 > end ? end + 1L : afterList(numbers, bytes, at, end, perValue) + 8L * times;
    }

    /** {@return the offset behind a count and as many entries of {@code words} words, or one behind the end} */
    private static long afterList(BinaryNumbers numbers, byte[] bytes, long at, int end, int words) {
        long count = numbers.i64(bytes, (int) at);
        return count < 0 || count > (end - at) / (8L * words) ? end + 1L : at + 8 + 8L * words * count;
    }

    long time(BinaryNumbers numbers, byte[] bytes, int body) {
        return numbers.i64(bytes, body + timeAt);
    }

    int cpu(BinaryNumbers numbers, byte[] bytes, int body) {
        return numbers.i32(bytes, body + cpuAt);
    }

    /** {@return where the raw bytes {@link #locate} found begin} */
    int rawStart() {
        return rawStart;
    }

    /** {@return how many raw bytes {@link #locate} found} */
    int rawLength() {
        return rawLength;
    }

    /**
     * {@return whether a record that is no sample, of this size without its head, tells its time and CPU at its end}
     */
    boolean hasTrailer(int size) {
        return trailerSize > 0 && has(TIME) && has(CPU) && size >= trailerSize;
    }

    long trailerTime(BinaryNumbers numbers, byte[] bytes, int end) {
        return numbers.i64(bytes, end - trailerSize + trailerTimeAt);
    }

    int trailerCpu(BinaryNumbers numbers, byte[] bytes, int end) {
        return numbers.i32(bytes, end - trailerSize + trailerCpuAt);
    }
}

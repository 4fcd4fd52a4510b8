package lostedge.ingest.tracedat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import lostedge.ingest.bytes.FileBytes;

/** The options of a file that change what its events mean; both versions write them alike. */
final class Options {
    private static final int CPUSTAT = 2;
    private static final int TRACECLOCK = 4;
    private static final int OFFSET = 7;
    private static final int TSC2NSEC = 14;

    private Options() {}

    /** Takes one option's contents; all others are passed over. */
    static void take(TraceDatFile file, FileBytes in, int id, ByteBuffer contents) throws IOException {
        switch (id) {
            case CPUSTAT -> file.cpuStatistics.add(text(contents));
            case TRACECLOCK -> file.traceClock = text(contents).trim();
            case OFFSET -> file.offsetNs = offset(in, text(contents));
            case TSC2NSEC -> {
                if (contents.remaining() < 8) {
                    throw in.refuse("expected 8 bytes of cycle conversion");
                }
                file.cyclesMultiplier = contents.getInt(0) & 0xFFFF_FFFFL;
                file.cyclesShift = contents.getInt(4) & 63;
            }
            default -> {}
        }
    }

    private static long offset(FileBytes in, String text) throws IOException {
        try {
            return Long.decode(text.trim().toLowerCase(Locale.ROOT));
        } catch (NumberFormatException notANumber) {
            throw in.refuse("expected a time offset in ns");
        }
    }

    private static String text(ByteBuffer bytes) {
        String text = StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}

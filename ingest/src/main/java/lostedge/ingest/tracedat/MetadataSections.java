package lostedge.ingest.tracedat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import lostedge.ingest.tracepoint.EventFormat;
import lostedge.ingest.tracepoint.StringTable;
import lostedge.ingest.tracepoint.SymbolTable;

/** The parts both versions write alike: page header, event formats, symbols, texts, and the options that matter. */
final class MetadataSections {
    private static final int OPTION_CPUSTAT = 2;
    private static final int OPTION_TRACECLOCK = 4;
    private static final int OPTION_OFFSET = 7;
    private static final int OPTION_TSC2NSEC = 14;

    private final TraceDatFile file;

    MetadataSections(TraceDatFile file) {
        this.file = file;
    }

    /** Reads {@code header_page} and {@code header_event}. */
    void headers(FileBytes in) throws IOException {
        in.expect("header_page");
        int commitOffset = 8;
        int commitSize = file.longSize;
        int dataOffset = 8 + file.longSize;
        String text = asText(in.bytes(in.u64()));
        for (String line : text.split("\n")) {
            if (line.contains(" commit;")) {
                commitOffset = attribute(line, "offset:", commitOffset);
                commitSize = attribute(line, "size:", commitSize);
            } else if (line.contains(" data;")) {
                dataOffset = attribute(line, "offset:", dataOffset);
            }
        }
        boolean plausible = commitOffset == 8 && (commitSize == 4 || commitSize == 8) && dataOffset >= 12;
        if (!plausible || dataOffset >= file.pageSize) {
            throw in.refuse("expected a page head of time stamp, commit and data");
        }
        file.pageLayout = new TraceDatFile.PageLayout(commitOffset, commitSize, dataOffset);
        in.expect("header_event");
        in.bytes(in.u64());
    }

    private static int attribute(String line, String name, int otherwise) {
        int from = line.indexOf(name);
        int end = line.indexOf(';', from + 1);
        if (from < 0 || end < 0) {
            return otherwise;
        }
        try {
            return Integer.parseInt(line.substring(from + name.length(), end).trim());
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    /** Reads the formats of ftrace's own events. */
    void ftraceFormats(FileBytes in) throws IOException {
        formats(in, "ftrace", in.u32());
    }

    /** Reads the formats of all recorded tracepoints, system by system. */
    void eventFormats(FileBytes in) throws IOException {
        long systems = in.u32();
        for (long i = 0; i < systems; i++) {
            String system = in.text();
            formats(in, system, in.u32());
        }
    }

    private void formats(FileBytes in, String system, long count) throws IOException {
        for (long i = 0; i < count; i++) {
            EventFormat format = EventFormat.parse(system, asText(in.bytes(in.u64())));
            if (format != null) {
                file.formats.add(format);
            }
        }
    }

    void symbols(FileBytes in) throws IOException {
        file.symbols = SymbolTable.parse(in.array(in.u32()));
    }

    void strings(FileBytes in) throws IOException {
        file.strings = StringTable.parse(in.array(in.u32()));
    }

    /** Takes one option's contents; those that do not change what events mean are passed over. */
    void option(FileBytes in, int id, ByteBuffer contents) throws IOException {
        switch (id) {
            case OPTION_CPUSTAT -> file.cpuStatistics.add(asText(contents));
            case OPTION_TRACECLOCK -> file.traceClock = asText(contents).trim();
            case OPTION_OFFSET -> file.offsetNs = offset(in, asText(contents));
            case OPTION_TSC2NSEC -> {
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
        String number = text.replace("\0", "").trim().toLowerCase(Locale.ROOT);
        try {
            return Long.decode(number);
        } catch (NumberFormatException notANumber) {
            throw in.refuse("expected a time offset in ns");
        }
    }

    private static String asText(ByteBuffer bytes) {
        String text = StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}

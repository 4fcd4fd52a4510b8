package lostedge.ingest.tracepoint;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lostedge.engine.event.Labels;
import lostedge.ingest.bytes.FileBytes;

/**
 * What recording tools copy out of {@code tracefs} so that binary records can be read elsewhere: event formats, symbols
 * and constant texts. trace-cmd and perf write the same pieces one after the other.
 */
public final class TracingData {
    private final List<EventFormat> formats = new ArrayList<>();
    private SymbolTable symbols = SymbolTable.EMPTY;
    private StringTable strings = StringTable.EMPTY;

    /** Reads {@code header_page} and {@code header_event}; {@return the text of the first} */
    public String headers(FileBytes in) throws IOException {
        in.expect("header_page");
        String page = text(in, in.u64());
        in.expect("header_event");
        in.array(in.u64());
        return page;
    }

    /** Reads the formats of ftrace's own events. */
    public void ftraceFormats(FileBytes in) throws IOException {
        formats(in, "ftrace", in.u32());
    }

    /** Reads the formats of all recorded tracepoints, system by system. */
    public void eventFormats(FileBytes in) throws IOException {
        long systems = in.u32();
        for (long i = 0; i < systems; i++) {
            String system = in.text();
            formats(in, system, in.u32());
        }
    }

    private void formats(FileBytes in, String system, long count) throws IOException {
        for (long i = 0; i < count; i++) {
            EventFormat format = EventFormat.parse(system, text(in, in.u64()));
            if (format != null) {
                formats.add(format);
            }
        }
    }

    /** Reads {@code kallsyms}. */
    public void symbols(FileBytes in) throws IOException {
        symbols = SymbolTable.parse(in.array(in.u32()));
    }

    /** Reads {@code printk_formats}. */
    public void strings(FileBytes in) throws IOException {
        strings = StringTable.parse(in.array(in.u32()));
    }

    /**
     * {@return a decoder of the records these formats describe}
     *
     * @param longSize bytes of the recorded machine's {@code long}, 4 or 8
     * @param order the recorded machine's byte order
     */
    public TracepointDecoder decoder(Labels labels, int longSize, ByteOrder order) {
        TracepointDecoder decoder = new TracepointDecoder(labels, symbols, strings, longSize, order);
        formats.forEach(decoder::add);
        return decoder;
    }

    private static String text(FileBytes in, long length) throws IOException {
        return new String(in.array(length), StandardCharsets.UTF_8);
    }
}

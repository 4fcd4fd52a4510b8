package lostedge.ingest.tracedat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lostedge.ingest.bytes.FileBytes;
import lostedge.ingest.tracepoint.TracingData;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Version 7: options point to sections, which may be packed. */
final class Version7 {
    private static final int OPTION_DONE = 0;
    private static final int OPTION_BUFFER = 3;
    private static final int SECTION_HEADERS = 16;
    private static final int SECTION_FTRACE_FORMATS = 17;
    private static final int SECTION_EVENT_FORMATS = 18;
    private static final int SECTION_SYMBOLS = 19;
    private static final int SECTION_STRINGS = 20;
    private static final int FLAG_COMPRESSED = 1;
    private static final int MAX_CPUS = 8192;
    private static final long MAX_SECTION = 256L << 20;

    private final FileBytes in;
    private final TraceDatFile file;
    private final TracingData tracing;
    /** The clock of the buffers that hold pages, empty before the first. */
    private String clock = "";

    private Version7(FileBytes in, TraceDatFile file) {
        this.in = in;
        this.file = file;
        tracing = file.tracing;
    }

    /** Reads everything after the page size. */
    static void read(FileBytes in, TraceDatFile file) throws IOException {
        new Version7(in, file).read();
    }

    private void read() throws IOException {
        String compression = in.text();
        in.text(); // version of the compressor
        file.compression = switch (compression) {
            case "none" -> Compression.NONE;
            case "zlib" -> Compression.ZLIB;
            case "zstd" -> Compression.ZSTD;
            default -> throw in.refuse("expected compression none, zlib or zstd");
        };
        Set<Long> visited = new HashSet<>();
        for (long next = in.u64(); next != 0; next = options(next)) {
            if (!visited.add(next)) {
                throw in.refuse("the options point back to themselves");
            }
        }
        if (!clock.isEmpty()) {
            file.traceClock = "[" + clock + "]";
        }
        if (file.buffers.isEmpty()) {
            throw in.refuse("expected a section of ring buffer pages; the recording may not have been finished");
        }
    }

    /** Reads one section of options and what they point to; {@return the offset of the next, 0 for none} */
    private long options(long offset) throws IOException {
        FileBytes options = section(offset, 0);
        long next = 0;
        boolean done = false;
        while (!done && options.at() < options.size()) {
            int id = options.u16();
            byte[] option = options.array(options.u32());
            ByteBuffer contents = ByteBuffer.wrap(option).order(in.order());
            switch (id) {
                case OPTION_DONE -> {
                    next = contents.remaining() >= 8 ? contents.getLong(0) : 0;
                    done = true;
                }
                case OPTION_BUFFER -> buffer(option);
                case SECTION_HEADERS -> headers(section(contents, id));
                case SECTION_FTRACE_FORMATS -> tracing.ftraceFormats(section(contents, id));
                case SECTION_EVENT_FORMATS -> tracing.eventFormats(section(contents, id));
                case SECTION_SYMBOLS -> tracing.symbols(section(contents, id));
                case SECTION_STRINGS -> tracing.strings(section(contents, id));
                default -> Options.take(file, options, id, contents);
            }
        }
        return next;
    }

    private FileBytes section(ByteBuffer pointer, int id) throws IOException {
        if (pointer.remaining() < 8) {
            throw in.refuse("expected the offset of section " + id);
        }
        return section(pointer.getLong(0), id);
    }

    /** {@return the unpacked contents of the section at an offset} */
    private FileBytes section(long offset, int id) throws IOException {
        in.seek(offset);
        int found = in.u16();
        if (found != id) {
            throw in.refuse("expected section " + id + ", found " + found);
        }
        boolean packed = (in.u16() & FLAG_COMPRESSED) != 0;
        in.u32(); // description
        long size = in.u64();
        byte[] contents;
        if (packed) {
            long packedSize = in.u32();
            long unpackedSize = in.u32();
            if (unpackedSize > MAX_SECTION) {
                throw in.refuse("expected a section of at most " + MAX_SECTION + " bytes");
            }
            contents = new byte[(int) unpackedSize];
            if (!file.compression.unpack(in.array(packedSize), contents, contents.length)) {
                throw in.refuse("section " + id + " does not unpack");
            }
        } else {
            contents = in.array(size);
        }
        FileBytes section = new FileBytes(in.name(), new SeekableInMemoryByteChannel(contents));
        section.order(in.order());
        return section;
    }

    /** Reads a buffer option: section offset, name, clock, page size, and per CPU its number, offset and size. */
    private void buffer(byte[] contents) throws IOException {
        FileBytes option = new FileBytes(in.name(), new SeekableInMemoryByteChannel(contents));
        option.order(in.order());
        option.u64();
        String name = option.text();
        String bufferClock = option.text();
        long pageSize = option.u32();
        if (pageSize < 64 || pageSize > 1 << 20) {
            throw option.refuse("expected a page size of 64 to 1048576, found " + pageSize);
        }
        long cpus = option.u32();
        if (cpus > MAX_CPUS) {
            throw option.refuse("expected at most " + MAX_CPUS + " CPUs, found " + cpus);
        }
        List<TraceDatFile.CpuPart> parts = new ArrayList<>();
        for (long i = 0; i < cpus; i++) {
            int cpu = option.i32();
            parts.add(new TraceDatFile.CpuPart(cpu, option.u64(), option.u64()));
        }
        TraceDatFile.Buffer buffer = new TraceDatFile.Buffer(name, (int) pageSize, parts);
        if (buffer.hasPages() && !bufferClock.isEmpty()) {
            if (!clock.isEmpty() && !clock.equals(bufferClock)) {
                throw option.refuse("expected buffers on one clock, found " + printable(clock) + " and "
                        + printable(bufferClock) + "; record them one by one, or all with the same -C");
            }
            clock = bufferClock;
        }
        file.buffers.add(buffer);
    }

    private static String printable(String name) {
        return name.replaceAll("[^\\w-]", "?");
    }

    private void headers(FileBytes from) throws IOException {
        file.pageLayout = PageLayout.parse(from, tracing.headers(from), file.longSize, file.pageSize);
    }
}

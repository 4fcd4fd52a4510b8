package lostedge.ingest.tracedat;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import lostedge.ingest.tracepoint.BytesBuilder;
import lostedge.ingest.tracepoint.TracingDataBuilder;

/** Writes small trace.dat files from the documented layout: either version, byte order and size of long. */
final class TraceDatBuilder {
    static final int PAGE = 512;

    private final ByteOrder order;
    private final int longSize;
    private final TracingDataBuilder tracing;
    private final List<List<byte[]>> pagesPerCpu = new ArrayList<>();
    private final List<List<List<byte[]>>> instances = new ArrayList<>();
    private final List<String> instanceClocks = new ArrayList<>();
    private String clock = "local [mono] x86-tsc";

    TraceDatBuilder(ByteOrder order, int longSize) {
        this.order = order;
        this.longSize = longSize;
        tracing = new TracingDataBuilder(order, longSize, PAGE);
    }

    TraceDatBuilder clock(String traceClock) {
        clock = traceClock;
        return this;
    }

    /** Adds a CPU with these pages. */
    TraceDatBuilder cpu(Page... pages) {
        pagesPerCpu.add(Arrays.stream(pages).map(Page::bytes).toList());
        return this;
    }

    /** Makes the CPUs added so far those of an instance; those added next are of another buffer. */
    TraceDatBuilder instance() {
        return instance("mono");
    }

    /** As {@link #instance()}, on a clock of its own, which version 7 tells. */
    TraceDatBuilder instance(String ownClock) {
        instanceClocks.add(ownClock);
        instances.add(List.copyOf(pagesPerCpu));
        pagesPerCpu.clear();
        return this;
    }

    Page page(long timestamp) {
        return new Page(timestamp);
    }

    /** A ring buffer page under construction. */
    final class Page {
        private final ByteBuffer bytes = ByteBuffer.allocate(PAGE).order(order);
        private int flags;
        private long missed;

        Page(long timestamp) {
            bytes.putLong(timestamp);
            bytes.position(8 + longSize);
        }

        Page softirqEntry(int delta, int vec) {
            head(3, delta);
            return common(TracingDataBuilder.SOFTIRQ_ENTRY).word(vec);
        }

        Page softirqEntryWithLongHead(int delta, int vec) {
            head(0, delta).word(4 + 12);
            return common(TracingDataBuilder.SOFTIRQ_ENTRY).word(vec);
        }

        /** A send to CPUs whose mask takes {@code words} longs: id, mask location, two pointers, mask. */
        Page sendCpumask(int delta, long... mask) {
            int fixed = longSize == 8 ? 32 : 20;
            int length = fixed + 8 * mask.length;
            head(length / 4, delta);
            common(TracingDataBuilder.IPI_SEND_CPUMASK).word(8 * mask.length << 16 | fixed);
            if (longSize == 8) {
                word(0);
                bytes.putLong(0x1010);
                bytes.putLong(0x2000);
            } else {
                word(0x1010).word(0x2000);
            }
            for (long word : mask) {
                if (longSize == 8) {
                    bytes.putLong(word);
                } else {
                    word((int) word).word((int) (word >>> 32));
                }
            }
            return this;
        }

        Page unknownType(int delta) {
            head(2, delta);
            return common(999);
        }

        Page timeExtend(long delta) {
            return head(30, (int) (delta & (1 << 27) - 1)).word((int) (delta >>> 27));
        }

        Page timeStamp(long timestamp) {
            return head(31, (int) (timestamp & (1 << 27) - 1)).word((int) (timestamp >>> 27));
        }

        Page discarded(int delta) {
            return head(29, delta).word(8).word(0);
        }

        Page recordLongerThanThePage(int delta) {
            return head(28, delta);
        }

        Page missedEvents(long count) {
            flags = 1 << 31 | (count > 0 ? 1 << 30 : 0);
            missed = count;
            return this;
        }

        private Page head(int type, int delta) {
            return word(order == ByteOrder.LITTLE_ENDIAN ? type | delta << 5 : type << 27 | delta);
        }

        private Page common(int id) {
            bytes.putShort((short) id);
            bytes.put((byte) (id == TracingDataBuilder.SOFTIRQ_ENTRY ? 0x11 : 0x01));
            bytes.put((byte) 0x22);
            return word(42);
        }

        private Page word(int word) {
            bytes.putInt(word);
            return this;
        }

        private byte[] bytes() {
            int size = bytes.position() - 8 - longSize;
            long commit = (size | flags) & 0xFFFF_FFFFL;
            if (longSize == 8) {
                bytes.putLong(8, commit);
                if (missed > 0) {
                    bytes.putLong(missed);
                }
            } else {
                bytes.putInt(8, (int) commit);
                if (missed > 0) {
                    bytes.putInt((int) missed);
                }
            }
            return bytes.array();
        }
    }

    byte[] version6() {
        BytesBuilder out = start("6");
        out.raw(tracing.headers()).raw(tracing.ftraceFormats()).raw(tracing.eventFormats());
        out.i32(TracingDataBuilder.symbols().length)
                .raw(TracingDataBuilder.symbols())
                .i32(0)
                .i64(0);
        out.i32(pagesPerCpu.size()).text("options  ");
        out.i16(4).i32(clock.length() + 1).text(clock);
        int pointers = out.size();
        for (int i = 0; i < instances.size(); i++) {
            out.i16(3).i32(8 + 2).i64(0).text("" + i);
        }
        out.i16(0).text("flyrecord");
        pages(out, pagesPerCpu);
        long[] tables = new long[instances.size()];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = out.size();
            out.text("flyrecord");
            pages(out, instances.get(i));
        }
        ByteBuffer bytes = ByteBuffer.wrap(out.bytes()).order(order);
        for (int i = 0; i < tables.length; i++) {
            bytes.putLong(pointers + 16 * i + 6, tables[i]);
        }
        return bytes.array();
    }

    private static void pages(BytesBuilder out, List<List<byte[]>> cpus) {
        int table = out.size() + 16 * cpus.size();
        long offset = (table + PAGE - 1) / PAGE * PAGE;
        for (List<byte[]> pages : cpus) {
            out.i64(offset).i64((long) pages.size() * PAGE);
            offset += (long) pages.size() * PAGE;
        }
        out.pad(PAGE);
        cpus.forEach(pages -> pages.forEach(out::raw));
    }

    byte[] version7(String compression) {
        BytesBuilder out = start("7");
        out.text(compression).text("1.0");
        int pointer = out.size();
        out.i64(0);
        long headers = section(out, 16, tracing.headers(), compression);
        long formats = section(out, 17, tracing.ftraceFormats(), compression);
        long events = section(out, 18, tracing.eventFormats(), compression);
        long symbols = section(
                out,
                19,
                new BytesBuilder(order)
                        .i32(TracingDataBuilder.symbols().length)
                        .raw(TracingDataBuilder.symbols())
                        .bytes(),
                compression);
        List<BytesBuilder> buffers = new ArrayList<>();
        buffers.add(buffer(out, "", "mono", pagesPerCpu, compression));
        for (int i = 0; i < instances.size(); i++) {
            buffers.add(buffer(out, "instance" + i, instanceClocks.get(i), instances.get(i), compression));
        }
        BytesBuilder options = new BytesBuilder(order);
        options.i16(16)
                .i32(8)
                .i64(headers)
                .i16(17)
                .i32(8)
                .i64(formats)
                .i16(18)
                .i32(8)
                .i64(events);
        options.i16(19).i32(8).i64(symbols).i16(4).i32(clock.length() + 1).text(clock);
        for (BytesBuilder buffer : buffers) {
            options.i16(3).i32(buffer.size()).raw(buffer.bytes());
        }
        options.i16(0).i32(8).i64(0);
        long at = out.size();
        out.i16(0).i16(0).i32(0).i64(options.size()).raw(options.bytes());
        byte[] bytes = out.bytes();
        ByteBuffer.wrap(bytes).order(order).putLong(pointer, at);
        return bytes;
    }

    private BytesBuilder buffer(
            BytesBuilder out, String name, String ownClock, List<List<byte[]>> cpus, String compression) {
        BytesBuilder buffer = new BytesBuilder(order);
        long bufferAt = out.size();
        out.i16(3).i16(0).i32(0).i64(0);
        buffer.i64(bufferAt).text(name).text(ownClock).i32(PAGE).i32(cpus.size());
        for (int cpu = 0; cpu < cpus.size(); cpu++) {
            out.pad(PAGE);
            int from = out.size();
            List<byte[]> pages = cpus.get(cpu);
            if (compression.equals("none")) {
                pages.forEach(out::raw);
            } else if (!pages.isEmpty()) {
                out.i32(pages.size());
                for (byte[] page : pages) {
                    byte[] packed = pack(page, compression);
                    out.i32(packed.length).i32(page.length).raw(packed);
                }
            }
            int size = out.size() - from - (compression.equals("none") || pages.isEmpty() ? 0 : 4);
            buffer.i32(cpu).i64(from).i64(size);
        }
        return buffer;
    }

    private BytesBuilder start(String version) {
        return new BytesBuilder(order)
                .raw(TraceDatReader.MAGIC)
                .text(version)
                .i8(order == ByteOrder.LITTLE_ENDIAN ? 0 : 1)
                .i8(longSize)
                .i32(PAGE);
    }

    private long section(BytesBuilder out, int id, byte[] contents, String compression) {
        long at = out.size();
        if (compression.equals("none")) {
            out.i16(id).i16(0).i32(0).i64(contents.length).raw(contents);
        } else {
            byte[] packed = pack(contents, compression);
            out.i16(id).i16(1).i32(0).i64(packed.length + 8L);
            out.i32(packed.length).i32(contents.length).raw(packed);
        }
        return at;
    }

    private static byte[] pack(byte[] contents, String compression) {
        if (compression.equals("zstd")) {
            return Zstd.compress(contents);
        }
        Deflater deflater = new Deflater();
        deflater.setInput(contents);
        deflater.finish();
        byte[] packed = new byte[contents.length + 64];
        int size = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, size);
    }
}

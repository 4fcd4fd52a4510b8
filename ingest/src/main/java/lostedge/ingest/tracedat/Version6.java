package lostedge.ingest.tracedat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lostedge.ingest.bytes.FileBytes;
import lostedge.ingest.tracepoint.TracingData;

/** Version 6: everything stands one after the other. */
final class Version6 {
    private static final int OPTION_DONE = 0;
    private static final int OPTION_BUFFER = 3;
    private static final int OPTION_CPUCOUNT = 8;
    private static final int MAX_CPUS = 8192;

    private final FileBytes in;
    private final TraceDatFile file;
    private final TracingData tracing;
    private final List<Instance> instances = new ArrayList<>();

    /** A named buffer: where its table of parts stands, and how many CPUs it has. */
    private record Instance(String name, long offset, int cpus) {}

    private Version6(FileBytes in, TraceDatFile file) {
        this.in = in;
        this.file = file;
        tracing = file.tracing;
    }

    /** Reads everything after the page size. */
    static void read(FileBytes in, TraceDatFile file) throws IOException {
        new Version6(in, file).read();
    }

    private void read() throws IOException {
        headers(in);
        tracing.ftraceFormats(in);
        tracing.eventFormats(in);
        tracing.symbols(in);
        tracing.strings(in);
        in.bytes(in.u64()); // command lines
        int cpus = cpuCount(in.u32());
        String kind = in.text().trim();
        if (kind.equals("options")) {
            options(cpus);
            kind = in.text().trim();
        }
        if (!kind.equals("flyrecord")) {
            throw in.refuse("expected \"flyrecord\"; a file of kind \"" + kind.replaceAll("\\P{Alnum}", "?")
                    + "\" holds no ring buffer pages");
        }
        parts("", cpus);
        for (Instance instance : instances) {
            in.seek(instance.offset);
            in.expect("flyrecord");
            parts(instance.name, instance.cpus);
        }
    }

    private void options(int cpus) throws IOException {
        int instanceCpus = cpus;
        for (int id; (id = in.u16()) != OPTION_DONE; ) {
            var contents = in.bytes(in.u32());
            if (id == OPTION_BUFFER && contents.remaining() > 8) {
                byte[] name = new byte[contents.remaining() - 8];
                contents.get(8, name);
                instances.add(new Instance(
                        new String(name, StandardCharsets.UTF_8).replace("\0", ""), contents.getLong(0), instanceCpus));
            } else if (id == OPTION_CPUCOUNT && contents.remaining() >= 4) {
                instanceCpus = cpuCount(contents.getInt(0) & 0xFFFF_FFFFL);
            } else {
                Options.take(file, in, id, contents);
            }
        }
    }

    private int cpuCount(long count) throws IOException {
        if (count < 1 || count > MAX_CPUS) {
            throw in.refuse("expected 1 to " + MAX_CPUS + " CPUs, found " + count);
        }
        return (int) count;
    }

    private void parts(String name, int cpus) throws IOException {
        List<TraceDatFile.CpuPart> parts = new ArrayList<>();
        for (int cpu = 0; cpu < cpus; cpu++) {
            parts.add(new TraceDatFile.CpuPart(cpu, in.u64(), in.u64()));
        }
        file.buffers.add(new TraceDatFile.Buffer(name, file.pageSize, parts));
    }

    private void headers(FileBytes from) throws IOException {
        file.pageLayout = PageLayout.parse(from, tracing.headers(from), file.longSize, file.pageSize);
    }
}

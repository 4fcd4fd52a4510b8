package lostedge.ingest.tracedat;

import java.util.ArrayList;
import java.util.List;
import lostedge.ingest.tracepoint.TracingData;

/** What a trace.dat file says of itself before its events. */
final class TraceDatFile {
    int longSize;
    int pageSize;
    Compression compression = Compression.NONE;
    PageLayout pageLayout = PageLayout.of(8);
    final TracingData tracing = new TracingData();
    /** The contents of {@code trace_clock}, with the clock in use in brackets; empty if not told. */
    String traceClock = "";
    /** Added to every time stamp, ns. */
    long offsetNs;
    /** Conversion of cycle stamps: {@code ns = cycles * multiplier >> shift}; multiplier 0 if not told. */
    long cyclesMultiplier;

    int cyclesShift;
    final List<String> cpuStatistics = new ArrayList<>();
    final List<Buffer> buffers = new ArrayList<>();

    /**
     * One ring buffer: the top one, or a named instance.
     *
     * @param name empty for the top buffer
     * @param pageSize bytes of a page
     * @param cpus the CPUs' parts
     */
    record Buffer(String name, int pageSize, List<CpuPart> cpus) {
        boolean hasPages() {
            return cpus.stream().anyMatch(part -> part.size() > 0);
        }
    }

    /**
     * Where one CPU's pages lie.
     *
     * @param cpu the CPU
     * @param offset from the start of the file
     * @param size bytes in the file, packed or not
     */
    record CpuPart(int cpu, long offset, long size) {}
}

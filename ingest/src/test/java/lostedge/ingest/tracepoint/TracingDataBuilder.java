package lostedge.ingest.tracepoint;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The formats, symbols and page head recorders copy from tracefs, for two tracepoints of a small test machine. */
public final class TracingDataBuilder {
    public static final int SOFTIRQ_ENTRY = 7;
    public static final int IPI_SEND_CPUMASK = 300;

    private final ByteOrder order;
    private final int longSize;
    private final int pageSize;

    public TracingDataBuilder(ByteOrder order, int longSize, int pageSize) {
        this.order = order;
        this.longSize = longSize;
        this.pageSize = pageSize;
    }

    public byte[] headers() {
        String page = "\tfield: u64 timestamp;\toffset:0;\tsize:8;\tsigned:0;\n"
                + "\tfield: local_t commit;\toffset:8;\tsize:" + longSize + ";\tsigned:1;\n"
                + "\tfield: int overwrite;\toffset:8;\tsize:1;\tsigned:1;\n"
                + "\tfield: char data;\toffset:" + (8 + longSize) + ";\tsize:" + (pageSize - 8 - longSize)
                + ";\tsigned:0;\n";
        String event = "# compressed entry header\n\ttype_len    :    5 bits\n";
        return new BytesBuilder(order)
                .text("header_page")
                .i64(page.length())
                .raw(page.getBytes(StandardCharsets.UTF_8))
                .text("header_event")
                .i64(event.length())
                .raw(event.getBytes(StandardCharsets.UTF_8))
                .bytes();
    }

    public byte[] ftraceFormats() {
        return new BytesBuilder(order).i32(0).bytes();
    }

    public byte[] eventFormats() {
        String softirq =
                format("softirq_entry", SOFTIRQ_ENTRY, "\tfield:unsigned int vec;\toffset:8;\tsize:4;\tsigned:0;\n");
        int pointerAt = longSize == 8 ? 16 : 12;
        String mask = format(
                "ipi_send_cpumask",
                IPI_SEND_CPUMASK,
                "\tfield:__data_loc unsigned long[] cpumask;\toffset:8;\tsize:4;\tsigned:0;\n"
                        + "\tfield:void * callsite;\toffset:" + pointerAt + ";\tsize:" + longSize + ";\tsigned:0;\n"
                        + "\tfield:void * callback;\toffset:" + (pointerAt + longSize) + ";\tsize:" + longSize
                        + ";\tsigned:0;\n");
        return new BytesBuilder(order)
                .i32(2)
                .text("irq")
                .i32(1)
                .i64(softirq.length())
                .raw(softirq.getBytes(StandardCharsets.UTF_8))
                .text("ipi")
                .i32(1)
                .i64(mask.length())
                .raw(mask.getBytes(StandardCharsets.UTF_8))
                .bytes();
    }

    private static String format(String name, int id, String fields) {
        return "name: " + name + "\nID: " + id + "\nformat:\n"
                + "\tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;\n"
                + "\tfield:unsigned char common_flags;\toffset:2;\tsize:1;\tsigned:0;\n"
                + "\tfield:unsigned char common_preempt_count;\toffset:3;\tsize:1;\tsigned:0;\n"
                + "\tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;\n\n" + fields
                + "\nprint fmt: \"\"\n";
    }

    public static byte[] symbols() {
        return ("0000000000001000 T flush_tlb_mm\n" + "0000000000002000 T generic_smp_call_function_single_interrupt\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}

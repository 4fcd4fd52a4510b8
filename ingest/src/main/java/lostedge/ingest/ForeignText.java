package lostedge.ingest;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import lostedge.ingest.dmesg.KernelLogReader;
import org.jspecify.annotations.Nullable;

/** Text that holds a recording in a form that is not read, so that a refusal can say what to do. */
final class ForeignText {
    private static final int TITLE_WITHIN = 1 << 12;
    /** Linux {@code print_raw_fmt()} and {@code print_hex_fmt()} of an event that has no form of its own there. */
    private static final Pattern RAW_EVENT = Pattern.compile("(?m)^[0-9a-f]+ [0-9a-f]+ [0-9a-f]+ type: [0-9]+$");

    private static final String SYSTRACE_TITLE = "<title>Android System Trace</title>";

    private ForeignText() {}

    /** {@return why a text no format recognises is not read, or null if nothing is known of it} */
    static @Nullable String refusal(byte[] head) {
        if (head.length > 1 && (head[0] & head[1] & 0xFF) == 0xFE && (head[0] ^ head[1]) == 1) {
            return "text in UTF-16; make it UTF-8, as iconv -f UTF-16 -t UTF-8 does";
        }
        String begin = new String(head, 0, Math.min(head.length, TITLE_WITHIN), StandardCharsets.ISO_8859_1);
        if (begin.contains(SYSTRACE_TITLE)) {
            return "a page of systrace; save the trace text in it, which begins with \"# tracer:\", as a file of its own";
        }
        if (RAW_EVENT.matcher(begin).find()) {
            return "trace text made with the option raw or hex; switch it off in the folder options of tracefs";
        }
        if (new KernelLogReader().isUntimed(head)) {
            return "a kernel log without times; print it with dmesg, or boot with printk.time=1";
        }
        return PerfScriptText.refusal(head);
    }
}

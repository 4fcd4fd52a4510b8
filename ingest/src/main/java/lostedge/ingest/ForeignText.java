package lostedge.ingest;

import java.nio.charset.StandardCharsets;
import lostedge.ingest.dmesg.KernelLogReader;
import org.jspecify.annotations.Nullable;

/** Text that holds a recording in a form that is not read, so that a refusal can say what to do. */
final class ForeignText {
    private static final int TITLE_WITHIN = 1 << 12;
    private static final String SYSTRACE_TITLE = "<title>Android System Trace</title>";

    private ForeignText() {}

    /** {@return why a text no format recognises is not read, or null if nothing is known of it} */
    static @Nullable String refusal(byte[] head) {
        String begin = new String(head, 0, Math.min(head.length, TITLE_WITHIN), StandardCharsets.ISO_8859_1);
        if (begin.contains(SYSTRACE_TITLE)) {
            return "a page of systrace; save the trace text in it, which begins with \"# tracer:\", as a file of its own";
        }
        if (new KernelLogReader().isUntimed(head)) {
            return "a kernel log without times; print it with dmesg, or boot with printk.time=1";
        }
        return PerfScriptText.refusal(head);
    }
}

package lostedge.ingest.dmesg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lostedge.engine.event.EventSource;
import lostedge.ingest.dmesg.report.KernelReports;
import lostedge.ingest.dmesg.report.KernelReports.Reading;
import lostedge.ingest.dmesg.report.LogLine;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.TraceReader;

/**
 * Reads the reports in a kernel log. Of a log that spans several boots the last one counts; lines that are no report
 * are counted, not kept.
 */
public final class KernelLogReader implements TraceReader {
    private static final int ENOUGH_LINES = 3;

    @Override
    public String name() {
        return "dmesg";
    }

    @Override
    public boolean recognises(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int lines = 0;
        int stamped = 0;
        int begin = 0;
        while (begin < text.length() && stamped < ENOUGH_LINES) {
            int feed = text.indexOf('\n', begin);
            int end = feed < 0 ? text.length() : feed;
            if (end > begin) {
                lines++;
                stamped += isStamped(text.substring(begin, Math.min(end, begin + LogLine.MAX_TEXT))) ? 1 : 0;
            }
            begin = end + 1;
        }
        return stamped > 0 && stamped >= Math.min(ENOUGH_LINES, lines);
    }

    /** {@return whether these first bytes of a text hold a report, and none that tells when it was made} */
    public boolean isUntimed(byte[] head) {
        KernelReports reports = new KernelReports();
        return new String(head, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !isStamped(line))
                .anyMatch(line -> reports.accept(LogLine.untimed(line), 0, event -> {}) == Reading.REPORT);
    }

    private static boolean isStamped(String line) {
        return LinePrefix.split(line.stripTrailing()).stream().anyMatch(LogLine::isTimed);
    }

    @Override
    public EventSource open(Recording recording) throws IOException {
        return open(List.of(recording));
    }

    /**
     * Opens several recordings of one boot's log, such as a console and {@code dmesg}, as one: what both say counts
     * once.
     */
    public EventSource open(List<Recording> recordings) throws IOException {
        LogEvents events = new LogEvents();
        for (Recording recording : recordings) {
            events.read(recording);
        }
        return new KernelLogSource(recordings.get(0).name(), events);
    }
}

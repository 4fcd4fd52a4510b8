package lostedge.score;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lostedge.ingest.archive.InputFiles;
import lostedge.ingest.archive.Limits;
import lostedge.ingest.reader.Recording;
import org.jspecify.annotations.Nullable;

/**
 * What the edge-dropping kernel told of itself: {@code truth/sends.csv} (every send, and whether its edge was dropped)
 * and {@code truth/csd_pairs.csv} (every call, and when it started). Times are µs, as the trace prints them.
 */
final class Truth {
    /** One send to one target. */
    record Send(long us, int source, int target, String message, boolean lost) {}

    /** One call; started at {@code Long.MAX_VALUE} if never. */
    record Call(long queuedUs, int source, int target, String function, long startedUs) {
        long waitUs() {
            return startedUs == Long.MAX_VALUE ? Long.MAX_VALUE : startedUs - queuedUs;
        }
    }

    final List<Send> sends = new ArrayList<>();
    final List<Call> calls = new ArrayList<>();
    private final Map<String, Send> byKey = new HashMap<>();

    static Truth of(Path path) throws IOException {
        Truth truth = new Truth();
        try (InputFiles files = InputFiles.open(List.of(path), Limits.DEFAULT)) {
            for (String[] row : rows(files, "truth/sends.csv")) {
                Send send = new Send(us(row[1]), cpu(row[2]), cpu(row[3]), row[4], row[7].equals("1"));
                truth.sends.add(send);
                truth.byKey.put(key(send.us(), send.source(), send.target(), send.message()), send);
            }
            for (String[] row : rows(files, "truth/csd_pairs.csv")) {
                long started = row[6].isEmpty() ? Long.MAX_VALUE : us(row[6]);
                truth.calls.add(new Call(us(row[1]), cpu(row[2]), cpu(row[3]), row[4], started));
            }
        }
        return truth;
    }

    private static String key(long us, int source, int target, String message) {
        return us + "/" + source + "/" + target + "/" + message;
    }

    /** {@return the send at this µs, or null} */
    @Nullable
    Send send(long ns, int source, int target, String message) {
        return byKey.get(key(ns / 1000, source, target, message));
    }

    /**
     * {@return the lost edge a call waited for, or null} The last CALL_FUNC send to its target before the call, or its
     * own after it, was to drain the queue it stood in.
     */
    @Nullable
    Send root(Call call) {
        Send last = null;
        for (Send send : sends) {
            boolean before = send.us() <= call.queuedUs();
            boolean own = send.source() == call.source() && send.us() >= call.queuedUs();
            if (send.us() >= call.startedUs()) {
                break;
            }
            if (send.target() == call.target()
                    && send.message().equals("CALL_FUNC")
                    && (before || own && !ownSeen(last, call))) {
                last = send;
            }
        }
        return last != null && last.lost() ? last : null;
    }

    private static boolean ownSeen(@Nullable Send last, Call call) {
        return last != null && last.source() == call.source() && last.us() >= call.queuedUs();
    }

    private static List<String[]> rows(InputFiles files, String name) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (Recording recording : files.recordings()) {
            if (!recording.name().endsWith(name)) {
                continue;
            }
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(recording.open(), StandardCharsets.ISO_8859_1))) {
                lines.readLine();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    rows.add(line.split(",", -1));
                }
            }
        }
        return rows;
    }

    private static long us(String seconds) {
        return Math.round(Double.parseDouble(seconds) * 1e6);
    }

    private static int cpu(String text) {
        return Integer.parseInt(text);
    }
}

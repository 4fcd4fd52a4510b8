package lostedge.score;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.finding.Stall;
import lostedge.ingest.archive.InputFiles;
import lostedge.ingest.archive.Limits;
import lostedge.ingest.reader.Recording;

/**
 * How well a replay names the CPU that held interrupts off, for how long, and who waited behind it. The holder's own
 * kernel log lines ({@code irqhold: cpu2 pid 206 irqs off from A to B ns}) are the truth; their clock runs a constant
 * fraction of a second behind the trace's, which the longest hold gives.
 */
final class HoldScore {
    private static final Pattern HELD =
            Pattern.compile("irqhold: cpu(\\d+) pid \\d+ irqs off from (\\d+) to (\\d+) ns");

    private record Hold(int cpu, long beginNs, long endNs) {
        long lengthNs() {
            return endNs - beginNs;
        }
    }

    private final List<Hold> holds = new ArrayList<>();
    private final Replayed replayed;
    private final long offsetNs;

    HoldScore(Replayed replayed, Path path, long firstNs, long lastNs) throws IOException {
        this.replayed = replayed;
        try (InputFiles files = InputFiles.open(List.of(path), Limits.DEFAULT)) {
            for (Recording recording : files.recordings()) {
                if (recording.name().endsWith("dmesg.txt")) {
                    read(new String(recording.open().readAllBytes(), StandardCharsets.ISO_8859_1), firstNs, lastNs);
                }
            }
        }
        offsetNs = offset();
    }

    private void read(String log, long firstNs, long lastNs) {
        for (Matcher held = HELD.matcher(log); held.find(); ) {
            Hold hold = new Hold(
                    Integer.parseInt(held.group(1)), Long.parseLong(held.group(2)), Long.parseLong(held.group(3)));
            if (hold.lengthNs() >= 50_000_000 && hold.beginNs() > firstNs && hold.endNs() < lastNs) {
                holds.add(hold);
            }
        }
    }

    private long offset() {
        Hold longest = holds.stream()
                .reduce((a, b) -> a.lengthNs() > b.lengthNs() ? a : b)
                .orElseThrow(() -> new IllegalStateException("no hold in the kernel log"));
        MaskedWindow window = replayed.windows.stream()
                .reduce((a, b) -> a.endNs() - a.beginNs() > b.endNs() - b.beginNs() ? a : b)
                .orElseThrow(() -> new IllegalStateException("no masked window found"));
        return window.endNs() - longest.endNs();
    }

    /** {@return of the holds of 50 ms and more, those a window names with CPU and a length within 5%} */
    Ratio windows() {
        long right = holds.stream()
                .filter(hold -> replayed.windows.stream().anyMatch(window -> matches(hold, window)))
                .count();
        return new Ratio(right, holds.size());
    }

    private boolean matches(Hold hold, MaskedWindow window) {
        double error = Math.abs(window.endNs() - window.beginNs() - hold.lengthNs()) / (double) hold.lengthNs();
        return window.cpu() == hold.cpu() && overlaps(hold, window.beginNs(), window.endNs()) && error <= 0.05;
    }

    private boolean overlaps(Hold hold, long beginNs, long endNs) {
        return beginNs < hold.endNs() + offsetNs && endNs > hold.beginNs() + offsetNs;
    }

    /** {@return of the waits behind a hold that lasted through half of it, those whose cause is the masked target} */
    Ratio waiters() {
        List<Stall> behind = holds.stream()
                .flatMap(hold -> replayed.stalls.stream()
                        .filter(stall -> stall.targetCpu() == hold.cpu())
                        .filter(stall -> overlaps(hold, stall.beginNs(), stall.endNs()))
                        .filter(stall -> stall.durationNs() > hold.lengthNs() / 2))
                .toList();
        long right = behind.stream()
                .filter(stall -> stall.cause() == Stall.Cause.MASKED_TARGET)
                .count();
        return new Ratio(right, behind.size());
    }

    /** {@return of the holds, those with at least two CPUs found waiting for the holder} */
    Ratio heldUp() {
        long right = holds.stream().filter(hold -> waitersOf(hold).count() >= 2).count();
        return new Ratio(right, holds.size());
    }

    private Stream<Integer> waitersOf(Hold hold) {
        return replayed.stalls.stream()
                .filter(stall -> overlaps(hold, stall.beginNs(), stall.endNs()))
                .filter(stall -> stall.durationNs() > hold.lengthNs() / 2)
                .map(Stall::waiterCpu)
                .distinct();
    }
}

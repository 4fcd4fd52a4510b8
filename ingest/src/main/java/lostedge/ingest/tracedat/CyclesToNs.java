package lostedge.ingest.tracedat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lostedge.engine.event.Clock;

/** A file's time stamps as ns on its clock: offset added, cycles converted where the file tells their rate. */
final class CyclesToNs {
    private static final Pattern CLOCK_IN_USE = Pattern.compile("\\[([^]]+)]");

    private final Clock clock;
    private final long offsetNs;
    private final boolean cycles;
    private final long multiplier;
    private final int shift;

    CyclesToNs(TraceDatFile file) {
        Matcher inUse = CLOCK_IN_USE.matcher(file.traceClock);
        Clock.Domain domain = inUse.find() ? Clock.Domain.named(inUse.group(1)) : Clock.Domain.UNKNOWN;
        cycles = domain == Clock.Domain.CYCLES && file.cyclesMultiplier != 0;
        multiplier = file.cyclesMultiplier;
        shift = file.cyclesShift;
        offsetNs = file.offsetNs;
        clock = cycles ? new Clock(domain, 1, true, true) : Clock.of(domain, 1);
    }

    Clock clock() {
        return clock;
    }

    long convert(long stamp) {
        if (!cycles) {
            return stamp + offsetNs;
        }
        long high = Math.multiplyHigh(stamp, multiplier);
        long low = stamp * multiplier;
        long scaled = shift == 0 ? low : low >>> shift | high << 64 - shift;
        return scaled + offsetNs;
    }
}

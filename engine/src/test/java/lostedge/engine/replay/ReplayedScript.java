package lostedge.engine.replay;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.LossLedger;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.finding.Rescue;
import lostedge.engine.finding.Stall;
import lostedge.engine.replay.ReplayOptions.Poll;
import lostedge.engine.script.EventScript;

/** What a replay finds in an {@link EventScript}: waits of 10 ms and stretches of 1 ms count as long. */
final class ReplayedScript implements FindingSink {
    static final Clock MONO = new Clock(Clock.Domain.MONOTONIC, 1000, true, true);

    final List<Ipi> ipis = new ArrayList<>();
    final List<Stall> stalls = new ArrayList<>();
    final List<Rescue> rescues = new ArrayList<>();
    final List<MaskedWindow> windows = new ArrayList<>();
    final ReplaySummary summary;

    private ReplayedScript(String script, Clock clock, Poll poll, boolean startsRecorded, LossLedger losses) {
        EventScript events = new EventScript(script);
        Capabilities capabilities = new Capabilities();
        for (int row = 0; row < events.batch().size(); row++) {
            capabilities.see(EventKind.of(events.batch().kind[row]));
        }
        if (startsRecorded) {
            capabilities.see(EventKind.CSD_FUNCTION_ENTRY);
        }
        ReplayOptions options = new ReplayOptions(10_000_000, 1_000_000, poll, false, null);
        Replay replay = new Replay(events.labels(), capabilities, clock, options, this);
        replay.write(events.batch());
        summary = replay.finish(losses);
    }

    /** {@return the findings on the clock mono, of a kernel without a poll} */
    static ReplayedScript of(String script) {
        return new ReplayedScript(script, MONO, Poll.ABSENT, true, new LossLedger());
    }

    /** {@return the findings where starts of functions are recorded only if the script has one} */
    static ReplayedScript ofKindsSeen(String script) {
        return new ReplayedScript(script, MONO, Poll.ABSENT, false, new LossLedger());
    }

    /** {@return the findings of a recording that lost this} */
    static ReplayedScript of(String script, LossLedger losses) {
        return new ReplayedScript(script, MONO, Poll.ABSENT, true, losses);
    }

    static ReplayedScript of(String script, Clock clock, Poll poll) {
        return new ReplayedScript(script, clock, poll, true, new LossLedger());
    }

    @Override
    public void ipi(Ipi ipi) {
        ipis.add(ipi);
    }

    @Override
    public void stall(Stall stall) {
        stalls.add(stall);
    }

    @Override
    public void rescue(Rescue rescue) {
        rescues.add(rescue);
    }

    @Override
    public void window(MaskedWindow window) {
        windows.add(window);
    }
}

package lostedge.analysis.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lostedge.analysis.claim.Claim.Evidence;
import lostedge.analysis.claim.Claim.Verdict;
import lostedge.analysis.statistics.Interval;
import lostedge.analysis.statistics.Proportion;
import lostedge.engine.variant.Hardware;

/** The claims about what rescues, empty deliveries and the counters of patch 3 tell of lost edges. */
final class RescueClaims {
    private static final double NEAR_98 = 0.95;

    private final SimulatedLoad load;

    RescueClaims(SimulatedLoad load) {
        this.load = load;
    }

    private static boolean overlap(Interval a, Interval b) {
        return a.high() >= b.low() && b.high() >= a.low();
    }

    private Interval callFunctionShare(Hardware hardware) {
        long calls = load.sum(hardware, meter -> meter.polledCallFunction);
        return Proportion.wilson(calls, calls + load.sum(hardware, meter -> meter.polledReschedule));
    }

    /** The ratio tells lost from latched only if the two give different ratios. */
    Claim ratioConfirms() {
        List<Evidence> evidence = new ArrayList<>();
        for (Hardware hardware : List.of(Hardware.LOST_IN_ENTINT, Hardware.LATCHED)) {
            long sent = load.sum(hardware, meter -> meter.sent);
            evidence.add(load.evidence(
                    "98-percent",
                    "%s: IPI_CALL_FUNC is %s of what the poll counts, and %s of what is sent",
                    SimulatedLoad.words(hardware),
                    SimulatedLoad.percent(callFunctionShare(hardware)),
                    SimulatedLoad.percent(
                            Proportion.wilson(load.sum(hardware, meter -> meter.sentCallFunction), sent))));
        }
        Interval lost = callFunctionShare(Hardware.LOST_IN_ENTINT);
        Interval held = callFunctionShare(Hardware.LATCHED);
        Verdict verdict = Verdict.NOT_DECIDABLE;
        if (!Double.isNaN(lost.estimate()) && !Double.isNaN(held.estimate())) {
            verdict = held.high() >= NEAR_98 || overlap(lost, held) ? Verdict.REFUTED : Verdict.SUPPORTED;
        }
        return SimulatedLoad.claim(
                "98-percent",
                "patch 2",
                "About 98% of rescued IPIs are IPI_CALL_FUNC, which confirms that the edge is dropped.",
                verdict,
                evidence);
    }

    Claim harmlessMajority() {
        Interval share = callFunctionShare(Hardware.LOST_IN_ENTINT);
        Verdict verdict =
                share.low() > 0.5 ? Verdict.REFUTED : share.high() < 0.5 ? Verdict.SUPPORTED : Verdict.NOT_DECIDABLE;
        return SimulatedLoad.claim(
                "harmless-majority",
                "patch 3",
                "Rescued reschedules are the harmless majority.",
                verdict,
                List.of(load.evidence(
                        "harmless-majority",
                        "edges lost in do_entInt: IPI_CALL_FUNC is %s of what the poll counts",
                        SimulatedLoad.percent(share))));
    }

    Claim rescueMeansLoss() {
        List<Evidence> evidence = new ArrayList<>();
        List<String> trueIn = new ArrayList<>();
        for (Hardware hardware : Hardware.values()) {
            long polled = load.sum(hardware, meter -> meter.polled);
            long lost = load.sum(hardware, meter -> meter.polledLost);
            evidence.add(load.evidence(
                    "rescue-means-loss",
                    "%s: %,d messages found by the poll, of which %,d had lost their edge; %,d edges lost in all",
                    hardware.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    polled,
                    lost,
                    load.sum(hardware, meter -> meter.lost)));
            if (polled == lost) {
                trueIn.add(hardware.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
        return Claim.inContexts(
                "rescue-means-loss",
                "patch 2",
                "What the poll finds had lost its edge.",
                trueIn,
                Hardware.values().length,
                evidence);
    }

    Claim emptyDeliveriesTell() {
        List<Evidence> evidence = new ArrayList<>();
        List<Interval> shares = new ArrayList<>();
        for (Hardware hardware : List.of(Hardware.LOST_IN_ENTINT, Hardware.LATCHED)) {
            long empty = load.sum(hardware, meter -> meter.emptyEntries);
            long entries = load.sum(hardware, meter -> meter.entries);
            Interval share = Proportion.wilson(empty, entries);
            shares.add(share);
            evidence.add(load.evidence(
                    "empty-deliveries",
                    "%s: %,d of %,d interprocessor interrupts found no bit, %s",
                    SimulatedLoad.words(hardware),
                    empty,
                    entries,
                    SimulatedLoad.percent(share)));
        }
        return SimulatedLoad.claim(
                "empty-deliveries",
                "rival",
                "Interprocessor interrupts that find no bit tell held edges from lost ones.",
                overlap(shares.get(0), shares.get(1)) ? Verdict.REFUTED : Verdict.SUPPORTED,
                evidence);
    }

    Claim ipiRowCountsBoth() {
        List<Evidence> evidence = new ArrayList<>();
        List<String> trueIn = new ArrayList<>();
        List<Hardware> rules = List.of(Hardware.LOST_IN_ENTINT, Hardware.LATCHED);
        for (Hardware hardware : rules) {
            long row = load.sum(hardware, meter -> meter.handled);
            long entries = load.sum(hardware, meter -> meter.entries);
            long others = load.sum(hardware, meter -> meter.handledByHand);
            long underWay = (long) load.scenario().configuration().cpus()
                    * load.trials().runs();
            evidence.add(load.evidence(
                    "ipi-row",
                    "%s: the row counts %,d; %,d interprocessor interrupts, %,d polls and drains that found bits",
                    SimulatedLoad.words(hardware),
                    row,
                    entries,
                    others));
            if (others > 0 && Math.abs(row - entries - others) <= underWay) {
                trueIn.add(SimulatedLoad.words(hardware));
            }
        }
        return Claim.inContexts(
                "ipi-row",
                "patch 3",
                "The row IPI counts calls of handle_ipi, normal and rescued together.",
                trueIn,
                rules.size(),
                evidence);
    }
}

package lostedge.score;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Stall;

/** How well a replay names lost edges and the roots of waits. */
final class EdgeScore {
    private final Replayed replayed;
    private final Truth truth;
    /** The worst misses, in words. */
    final List<String> misses = new ArrayList<>();

    EdgeScore(Replayed replayed, Truth truth) {
        this.replayed = replayed;
        this.truth = truth;
    }

    /** {@return of the edges called lost, those that were} */
    Ratio edgePrecision() {
        long right = lost().stream().filter(this::trulyLost).count();
        return new Ratio(right, lost().size());
    }

    /** {@return of the CALL_FUNC edges that were lost, those called so} */
    Ratio edgeRecall() {
        long all = truth.sends.stream()
                .filter(send -> send.lost() && send.message().equals("CALL_FUNC"))
                .count();
        return new Ratio(lost().stream().filter(this::trulyLost).count(), all);
    }

    /** {@return of the edges called delivered or latched, those that were not lost} */
    Ratio deliveredPrecision() {
        List<Ipi> delivered = replayed.ipis.values().stream()
                .filter(ipi -> ipi.message() == IpiMessage.CALL_FUNC)
                .filter(ipi -> ipi.edge() == Ipi.Edge.DELIVERED || ipi.edge() == Ipi.Edge.LATCHED)
                .toList();
        long right = delivered.stream().filter(ipi -> !trulyLost(ipi)).count();
        return new Ratio(right, delivered.size());
    }

    private List<Ipi> lost() {
        return replayed.ipis.values().stream()
                .filter(ipi -> ipi.edge() == Ipi.Edge.LOST)
                .toList();
    }

    private boolean trulyLost(Ipi ipi) {
        Truth.Send send = truth.send(
                ipi.sendNs(), ipi.sourceCpu(), ipi.targetCpu(), ipi.message().name());
        return send != null && send.lost();
    }

    /** {@return of the waits of this length whose root is named, those with the right one} */
    Ratio rootPrecision(long leastNs) {
        long named = 0;
        long right = 0;
        for (Stall stall : replayed.stalls) {
            if (stall.rootIpiId() >= 0 && stall.durationNs() >= leastNs) {
                named++;
                Ipi root = replayed.ipis.get(stall.rootIpiId());
                boolean sameTarget = root != null
                        && (root.targetCpu() == stall.targetCpu() || stall.cause() == Stall.Cause.LOCK_CONTENTION);
                right += root != null && sameTarget && trulyLost(root) ? 1 : 0;
            }
        }
        return new Ratio(right, named);
    }

    /** {@return of the calls that waited this long for a lost edge, or never ran, those whose root is named rightly} */
    Ratio rootRecall(long leastNs) {
        long waits = 0;
        long right = 0;
        for (Truth.Call call : truth.calls) {
            Truth.Send root =
                    call.waitUs() * 1000 >= leastNs || call.waitUs() == Long.MAX_VALUE ? truth.root(call) : null;
            if (root != null && !call.function().equals("rcu_iw_handler")) {
                waits++;
                if (names(call, root)) {
                    right++;
                } else {
                    misses.add("no root named for " + call + ", " + root);
                }
            }
        }
        return new Ratio(right, waits);
    }

    private boolean names(Truth.Call call, Truth.Send root) {
        for (Stall stall : replayed.stalls) {
            if (stall.beginNs() / 1000 == call.queuedUs()
                    && stall.waiterCpu() == call.source()
                    && stall.targetCpu() == call.target()
                    && stall.rootIpiId() >= 0) {
                Ipi named = replayed.ipis.get(stall.rootIpiId());
                return named != null
                        && named.sourceCpu() == root.source()
                        && named.targetCpu() == root.target()
                        && named.sendNs() / 1000 == root.us();
            }
        }
        return false;
    }
}

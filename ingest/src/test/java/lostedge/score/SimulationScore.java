package lostedge.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Stall;
import lostedge.engine.finding.Stall.Cause;
import org.jspecify.annotations.Nullable;

/**
 * How a replay of a simulated machine compares with its truth. Waits are the same if they have the same waiter, target,
 * function and begin.
 */
final class SimulationScore {
    private final SimulatedMachine machine;
    private final Replayed replayed;
    private final List<Stall> waits;
    private final Map<String, Stall> foundByKey = new HashMap<>();
    private final Map<String, Stall> trueByKey = new HashMap<>();
    /** True causes, and for each how often the replay said what. */
    final Map<Cause, Map<Cause, Integer>> causes = new EnumMap<>(Cause.class);
    /** The worst misses, in words, the longest wait first. */
    final List<String> misses = new ArrayList<>();

    SimulationScore(SimulatedMachine machine, Replayed replayed) {
        this.machine = machine;
        this.replayed = replayed;
        waits = machine.stalls.stream().filter(SimulationScore::recorded).toList();
        replayed.stalls.forEach(stall -> foundByKey.put(key(stall), stall));
        waits.forEach(stall -> trueByKey.put(key(stall), stall));
        List<Stall> longest = new ArrayList<>(waits);
        longest.sort(Comparator.comparingLong(Stall::durationNs).reversed());
        for (Stall stall : longest) {
            Stall found = foundByKey.get(key(stall));
            if (found == null) {
                misses.add("not found: " + shown(stall));
            } else {
                causes.computeIfAbsent(stall.cause(), cause -> new EnumMap<>(Cause.class))
                        .merge(found.cause(), 1, Integer::sum);
                if (found.cause() != stall.cause()) {
                    misses.add("called " + shown(found) + ": " + shown(stall));
                }
            }
        }
        for (Stall found : replayed.stalls) {
            if (!trueByKey.containsKey(key(found))) {
                misses.add("invented: " + shown(found));
            }
        }
    }

    /** {@return whether any event shows the wait: none does while a caller tries and tries to take the IPI lock} */
    private static boolean recorded(Stall stall) {
        return stall.cause() != Cause.LOCK_CONTENTION;
    }

    private static String key(Stall stall) {
        return stall.waiterCpu() + " for " + stall.targetCpu() + " since " + stall.beginNs() + " " + stall.function();
    }

    private static String shown(Stall stall) {
        return key(stall) + ", " + stall.durationNs() / 1000 + " us" + (stall.ended() ? "" : " and on") + ", "
                + stall.sender() + ", " + stall.cause() + " " + stall.parts();
    }

    private static boolean claims(Stall stall) {
        return stall.cause() != Cause.UNKNOWN;
    }

    /** {@return of the reported waits with a cause, those that were and had this cause} */
    Ratio causePrecision() {
        long right = 0;
        long claimed = 0;
        for (Stall found : replayed.stalls) {
            Stall truth = trueByKey.get(key(found));
            if (claims(found)) {
                claimed++;
                right += truth != null && truth.cause() == found.cause() ? 1 : 0;
            }
        }
        return new Ratio(right, claimed);
    }

    /** {@return of the true waits that a recording can show, those reported with their cause} */
    Ratio causeRecall() {
        long right = 0;
        for (Stall truth : waits) {
            Stall found = foundByKey.get(key(truth));
            right += found != null && found.cause() == truth.cause() ? 1 : 0;
        }
        return new Ratio(right, waits.size());
    }

    /** {@return of the roots named, those that are the true wait's} */
    Ratio rootPrecision() {
        long named = 0;
        long right = 0;
        for (Stall found : replayed.stalls) {
            if (found.rootIpiId() >= 0) {
                Stall truth = trueByKey.get(key(found));
                named++;
                right += truth != null && sameRoot(found, truth) ? 1 : 0;
            }
        }
        return new Ratio(right, named);
    }

    /** {@return of the true waits behind a lost edge, those whose root is named rightly} */
    Ratio rootRecall() {
        long roots = 0;
        long right = 0;
        for (Stall truth : waits) {
            if (truth.rootIpiId() >= 0) {
                Stall found = foundByKey.get(key(truth));
                roots++;
                right += found != null && sameRoot(found, truth) ? 1 : 0;
            }
        }
        return new Ratio(right, roots);
    }

    private boolean sameRoot(Stall found, Stall truth) {
        Ipi named = replayed.ipis.get(found.rootIpiId());
        Ipi real = machine.byId.get(truth.rootIpiId());
        return named != null && real != null && SimulatedMachine.key(named).equals(SimulatedMachine.key(real));
    }

    /** {@return of the edges called lost, those that were} */
    Ratio edgePrecision() {
        long right = 0;
        long called = 0;
        for (Ipi found : replayed.ipis.values()) {
            if (found.edge() == Ipi.Edge.LOST) {
                called++;
                right += trueEdge(found) == Ipi.Edge.LOST ? 1 : 0;
            }
        }
        return new Ratio(right, called);
    }

    /** {@return of the lost CALL_FUNC edges, those called so} */
    Ratio edgeRecall() {
        Map<String, Ipi> found = new HashMap<>();
        replayed.ipis.values().forEach(ipi -> found.put(SimulatedMachine.key(ipi), ipi));
        long right = 0;
        long lost = 0;
        for (Map.Entry<String, Ipi> truth : machine.messages.entrySet()) {
            if (truth.getValue().edge() == Ipi.Edge.LOST && truth.getValue().message() == IpiMessage.CALL_FUNC) {
                Ipi told = found.get(truth.getKey());
                lost++;
                right += told != null && told.edge() == Ipi.Edge.LOST ? 1 : 0;
            }
        }
        return new Ratio(right, lost);
    }

    /** {@return of the edges called delivered or latched, those that were not lost} */
    Ratio deliveredPrecision() {
        long right = 0;
        long called = 0;
        for (Ipi found : replayed.ipis.values()) {
            if (found.edge() == Ipi.Edge.DELIVERED || found.edge() == Ipi.Edge.LATCHED) {
                called++;
                right += trueEdge(found) != Ipi.Edge.LOST ? 1 : 0;
            }
        }
        return new Ratio(right, called);
    }

    private Ipi.@Nullable Edge trueEdge(Ipi found) {
        Ipi truth = machine.messages.get(SimulatedMachine.key(found));
        return truth == null ? null : truth.edge();
    }

    /** {@return one row of a table} */
    String row() {
        return " | " + edgePrecision() + " | " + edgeRecall() + " | " + deliveredPrecision() + " | " + rootPrecision()
                + " | " + rootRecall() + " | " + causePrecision() + " | " + causeRecall() + " |";
    }
}

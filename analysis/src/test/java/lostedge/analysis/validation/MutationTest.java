package lostedge.analysis.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.BitSet;
import java.util.Locale;
import java.util.SplittableRandom;
import lostedge.engine.conformance.verdict.Conformity;
import lostedge.engine.conformance.verdict.Unexplained;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One event of a simulated recording is changed. Where that is noticed, it is noticed at the event or after it, in an
 * event of, or at, a CPU that it concerns. The table of how often is printed.
 */
class MutationTest {
    private static final int TRIALS = 25;
    private static final long RECORDING_NS = 100_000_000;
    private static final long MOVE_NS = 100_000;

    /** What is done to one event. */
    enum Mutation {
        REMOVED,
        MOVED_LATER,
        DUPLICATED,
        ON_ANOTHER_CPU
    }

    /** How often one mutation is noticed where. */
    private static final class Score {
        int atOnce;
        int later;
        int unnoticed;
        int wrong;
    }

    @ParameterizedTest
    @EnumSource(Mutation.class)
    void changedEventIsNoticedWhereItIsOrNotAtAll(Mutation mutation) throws IOException {
        Score all = new Score();
        for (String scenario : new String[] {"tsunami-4-git", "es47-4-git", "es47-4-git-patch-2"}) {
            SimulatedRecording recording = new SimulatedRecording(scenario, RECORDING_NS);
            SplittableRandom random = new SplittableRandom(17L * mutation.ordinal() + scenario.length());
            for (int trial = 0; trial < TRIALS; trial++) {
                score(recording, mutation, random, all);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %-14s | %3d | %3d | %3d | %3d |%n",
                mutation.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                all.atOnce,
                all.later,
                all.unnoticed,
                all.wrong);
        assertThat(all.wrong).isZero();
        assertThat(all.atOnce + all.later).isPositive();
    }

    private static void score(SimulatedRecording recording, Mutation mutation, SplittableRandom random, Score score) {
        EventBatch events = recording.events();
        int chosen = events.size() / 3 + random.nextInt(events.size() / 2);
        while (!isCompared(events.kindAt(chosen))) {
            chosen++;
        }
        int cpus = recording.scenario().configuration().cpus();
        BitSet concerned = new BitSet();
        concern(concerned, events, chosen);
        EventBatch changed = new EventBatch(events.size() + 1);
        changed.appendFrom(events, 0, chosen);
        int rest = chosen + 1;
        switch (mutation) {
            case REMOVED -> {}
            case MOVED_LATER -> {
                long ns = events.timestampNs[chosen] + 1 + random.nextLong(MOVE_NS);
                while (rest < events.size() && events.timestampNs[rest] <= ns) {
                    changed.appendFrom(events, rest++);
                }
                changed.appendFrom(events, chosen);
                changed.timestampNs[changed.size() - 1] = ns;
            }
            case DUPLICATED -> {
                changed.appendFrom(events, chosen);
                changed.appendFrom(events, chosen);
            }
            case ON_ANOTHER_CPU -> {
                changed.appendFrom(events, chosen);
                int cpu = (events.cpu[chosen] + 1 + random.nextInt(cpus - 1)) % cpus;
                changed.cpu[chosen] = cpu;
                concerned.set(cpu);
            }
        }
        changed.appendFrom(events, rest, events.size() - rest);
        Conformity verdict = recording.judge(changed, recording.own());
        Unexplained first = verdict.first();
        if (first == null) {
            score.unnoticed++;
        } else if (first.index() == chosen || mutation == Mutation.DUPLICATED && first.index() == chosen + 1) {
            score.atOnce++;
        } else if (first.index() < chosen || !concerned.get(first.receiver()) && !concerned.get(first.cpu())) {
            score.wrong++;
        } else if (first.index() <= nextOf(concerned, changed, chosen)) {
            score.atOnce++;
        } else {
            score.later++;
        }
    }

    private static boolean isCompared(EventKind kind) {
        EventRole role = kind.role();
        return role != EventRole.SCHEDULER && role != EventRole.OTHER_EVENT;
    }

    /** The CPU that recorded the event, and those it sends to. */
    private static void concern(BitSet cpus, EventBatch events, int row) {
        cpus.set(events.cpu[row]);
        EventKind kind = events.kindAt(row);
        if (kind == EventKind.CSD_QUEUE_CPU || kind == EventKind.IPI_SEND_CPU) {
            cpus.set(events.peer[row]);
        } else if (kind == EventKind.IPI_SEND_CPUMASK) {
            for (long mask = events.reference[row]; mask != 0; mask &= mask - 1) {
                cpus.set(events.peer[row] + Long.numberOfTrailingZeros(mask));
            }
        }
    }

    /** The first later event of each of the CPUs, the last of these. */
    private static long nextOf(BitSet cpus, EventBatch events, int chosen) {
        BitSet open = (BitSet) cpus.clone();
        int row = chosen;
        while (!open.isEmpty() && row + 1 < events.size()) {
            open.clear(events.cpu[++row]);
        }
        return row;
    }
}

package lostedge.engine.stall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import lostedge.engine.finding.Evidence;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Stall;
import lostedge.engine.timeline.Call;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a called function that only the kernel log tells of: the trace does not cover their begin, or there is
 * none. The csd-lock watchdog ({@code csd_lock_wait_toolong} in {@code kernel/smp.c}) numbers them; it says how long
 * the caller has waited, what the target does, that it sends the interrupt again, and when the wait ended. Without it
 * the soft-lockup detector may catch a CPU in {@code smp_call_function*}; whom it waits for stays unknown.
 *
 * <p><b>What a soft lockup of the target proves.</b> The detector ({@code watchdog_timer_fn} in
 * {@code kernel/watchdog.c}) runs in the target's own timer interrupt. A CPU that takes it would take a pending
 * interprocessor interrupt in the same moment: on Alpha both have IPL 5, on x86 the vector of a call stands above the
 * timer's, on arm64 both have one priority. It would then run the queued functions, before the interrupt returns or
 * right after. So if a later report of the watchdog still has the target unresponsive, and in no called function, no
 * interrupt was pending: the edge was lost, that of this call or the one its queue rests on. A mask that was lifted
 * only for the timer does not explain it, nor do softirqs or a task that hogs the CPU, for calls run in the hard
 * interrupt. A lockup reported after the last such report proves nothing: the target may have answered just then. It is
 * inferred, not shown, because no event shows the edge, and a hypervisor may deliver one interrupt and not another.
 */
final class WatchdogWaits {
    /** Most waits under way at once that are kept. */
    static final int MOST = 4096;
    /** The number of a wait that only the soft-lockup detector found. */
    private static final int NOT_NUMBERED = -1;

    private static final long SECOND_NS = 1_000_000_000L;
    /** A target that answers the interrupt sent again within this part of the wait could take interrupts. */
    private static final long AT_ONCE = 50;

    /** Tells whether the trace shows the calls a CPU made at a moment. */
    interface Trace {
        boolean shows(int waiter, long ns);
    }

    private record Key(int waiter, int number) {}

    /** One wait under way. */
    private static final class Wait {
        final int target;
        final String function;
        final long beginNs;
        long latestNs;
        long sentAgainNs = Call.NEVER;
        long stateNs = Call.NEVER;
        String state = "";
        String prior = "";

        Wait(int target, String function, long beginNs) {
            this.target = target;
            this.function = function;
            this.beginNs = beginNs;
        }
    }

    private final Labels labels;
    private final KernelReports reports;
    private final Trace trace;
    private final LongSupplier ids;
    private final FindingSink sink;
    private final Map<Key, Wait> waits = new LinkedHashMap<>();
    /** By CPU: since when it has run one task, as a soft lockup reported just now tells. */
    private final Map<Integer, Long> stuckSinceNs = new HashMap<>();

    private long leftOut;

    WatchdogWaits(Labels labels, KernelReports reports, Trace trace, LongSupplier ids, FindingSink sink) {
        this.labels = labels;
        this.reports = reports;
        this.trace = trace;
        this.ids = ids;
        this.sink = sink;
    }

    /** Takes an event of the kernel log, after the reports have. */
    void event(EventKind kind, EventBatch batch, int row) {
        long ns = batch.timestampNs[row];
        if (kind == EventKind.SOFT_LOCKUP) {
            stuckSinceNs.put(batch.cpu[row], ns - batch.reference[row] * SECOND_NS);
        } else if (kind == EventKind.CPU_BACKTRACE) {
            caught(batch.cpu[row], ns, labels.text(batch.label[row]));
        }
        Key key = new Key(batch.cpu[row], batch.code[row]);
        if (kind == EventKind.CSD_LOCK_DETECTED && batch.reference[row] >= 0) {
            String function = labels.text(batch.label[row]);
            begin(key, new Wait(batch.peer[row], function, ns - batch.reference[row]));
        }
        Wait wait = waits.get(key);
        if (wait == null) {
            return;
        }
        switch (kind) {
            case CSD_LOCK_DETECTED -> wait.latestNs = ns;
            case CSD_LOCK_STATE -> {
                wait.latestNs = ns;
                wait.stateNs = ns;
                wait.state = labels.text(batch.label[row]);
                wait.prior = labels.text(batch.site[row]);
            }
            case CSD_LOCK_RESEND -> {
                wait.latestNs = ns;
                wait.sentAgainNs = ns;
            }
            case CSD_LOCK_UNSTUCK -> {
                wait.latestNs = ns;
                waits.remove(key);
                tell(key, wait, true);
            }
            default -> {}
        }
    }

    private void begin(Key key, Wait wait) {
        if (waits.size() < MOST) {
            waits.putIfAbsent(key, wait);
        } else if (!waits.containsKey(key)) {
            leftOut++;
        }
    }

    private void caught(int cpu, long ns, String function) {
        Long since = stuckSinceNs.remove(cpu);
        if (since != null && function.startsWith("smp_call_function")) {
            Key key = new Key(cpu, NOT_NUMBERED);
            begin(key, new Wait(EventBatch.NONE, function, since));
            Wait wait = waits.get(key);
            if (wait != null) {
                wait.latestNs = ns;
            }
        }
    }

    /** {@return how many reports of waits were left out because too many others were under way} */
    long leftOut() {
        return leftOut;
    }

    /** Tells the waits of which the log shows no end. */
    void end() {
        waits.forEach((key, wait) -> tell(key, wait, false));
        waits.clear();
    }

    private void tell(Key key, Wait wait, boolean ended) {
        if (trace.shows(key.waiter, wait.beginNs)) {
            return;
        }
        Rule rule = rule(wait, ended);
        sink.stall(new Stall(
                ids.getAsLong(),
                wait.beginNs,
                wait.latestNs,
                ended,
                key.waiter,
                wait.target,
                wait.function,
                Stall.Sender.SPUN,
                rule.cause(),
                -1,
                rule.grade(),
                rule.text(),
                evidence(key, wait),
                rule.overturnedBy(),
                List.of(new Stall.Part(wait.beginNs, wait.latestNs, rule.cause(), detail(wait, rule)))));
    }

    private Rule rule(Wait wait, boolean ended) {
        if (wait.target < 0) {
            return Rule.REPORTED_SPINNING;
        }
        if (wait.state.startsWith("handling this")) {
            return Rule.REPORTED_HANDLING;
        }
        if (wait.state.startsWith("handling prior")) {
            return Rule.REPORTED_PRIOR;
        }
        if (reports.lockedUp(wait.target, wait.beginNs, wait.latestNs)) {
            return Rule.REPORTED_LOCKUP;
        }
        boolean sentAgain = wait.sentAgainNs != Call.NEVER;
        if (ended && sentAgain && (wait.latestNs - wait.sentAgainNs) * AT_ONCE <= wait.sentAgainNs - wait.beginNs) {
            return Rule.SENT_AGAIN;
        }
        return !wait.state.isEmpty() && reports.takesTimers(wait.target, wait.beginNs, wait.stateNs)
                ? Rule.TAKES_TIMERS
                : Rule.REPORTED;
    }

    private String detail(Wait wait, Rule rule) {
        String target = "CPU " + wait.target;
        return switch (rule) {
            case REPORTED_HANDLING -> target + " was in " + wait.function;
            case REPORTED_PRIOR ->
                target + " was in " + (wait.prior.isEmpty() ? "a function called before" : wait.prior);
            case REPORTED_LOCKUP -> target + " took no timer interrupts";
            case SENT_AGAIN ->
                target + " took the interrupt sent again " + Durations.text(wait.latestNs - wait.sentAgainNs)
                        + " later; the first was lost, its own or that of the queue it stood in";
            case TAKES_TIMERS -> target + " took timer interrupts, and not this one";
            case REPORTED_SPINNING -> "it spun in " + wait.function;
            default ->
                notTaken(wait) == null
                        ? target + " did not respond: the interrupt was lost, or held off, or the CPU did not run"
                        : target + " was sent the interrupt and did not take it: lost, or held off";
        };
    }

    private @Nullable Evidence notTaken(Wait wait) {
        return reports.sentAndNotTaken(wait.target, wait.beginNs);
    }

    private List<Evidence> evidence(Key key, Wait wait) {
        List<Evidence> evidence = new ArrayList<>(reports.about(key.waiter, wait.target, wait.beginNs, wait.latestNs));
        Evidence notTaken = notTaken(wait);
        if (notTaken != null) {
            evidence.add(notTaken);
        }
        return evidence;
    }
}

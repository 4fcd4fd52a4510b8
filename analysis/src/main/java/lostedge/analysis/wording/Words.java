package lostedge.analysis.wording;

import java.util.List;
import java.util.Locale;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.Evidence;
import lostedge.engine.finding.Hypothesis;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Prediction;
import lostedge.engine.finding.Stall;

/** What verdicts are called in charts and on the page. */
public final class Words {
    private Words() {}

    /** {@return the cause, such as "lost edge"} */
    public static String of(Stall.Cause cause) {
        return switch (cause) {
            case LOST_EDGE -> "lost edge";
            case MASKED_TARGET -> "masked target";
            case HANDLER_IN_THE_WAY -> "handler in the way";
            case QUEUE_BEFORE_IT -> "queue before it";
            case SLOW_CALLBACK -> "slow callback";
            case LOCK_CONTENTION -> "lock contention";
            case MUTUAL_WAIT -> "mutual wait";
            case IDLE_OR_OFFLINE -> "idle or offline target";
            case DESCHEDULED -> "descheduled target";
            case UNKNOWN -> "unknown";
        };
    }

    /** {@return what the sender did while its message waited, by the kernel's {@code wait} argument} */
    public static String of(Stall.Sender sender) {
        return switch (sender) {
            case SPUN -> "the sender spun (wait=1)";
            case SLEPT -> "the task slept";
            case WENT_ON -> "the sender went on (wait=0)";
            case UNKNOWN -> "not shown whether the sender spun";
        };
    }

    /** {@return the message, by the kernel's name} */
    public static String of(IpiMessage message) {
        return message.name();
    }

    /** {@return the fate} */
    public static String of(Ipi.Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT);
    }

    /** {@return the means} */
    public static String of(Ipi.HandledBy by) {
        return by.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@return the handler, by the kernel's name} */
    public static String of(InterruptKind kind) {
        return kind.name();
    }

    /** {@return the grade} */
    public static String of(Evidence.Grade grade) {
        return grade.name().toLowerCase(Locale.ROOT);
    }

    /** {@return the hypothesis in a few words} */
    public static String of(Hypothesis name) {
        return switch (name) {
            case LOST_IN_ENTINT -> "lost inside a handler";
            case LOST_AT_IPL7 -> "lost with interrupts off";
            case LATCHED -> "latched";
            case ELIDED_NOT_LOST -> "elided, not lost";
        };
    }

    /** {@return what the hypothesis says, one sentence} */
    public static String explained(Hypothesis name) {
        return switch (name) {
            case LOST_IN_ENTINT ->
                "An edge that arrives while its target is inside an interrupt handler (on Alpha, do_entInt) is lost.";
            case LOST_AT_IPL7 ->
                "An edge that arrives while interrupts are off for whatever reason (on Alpha, at IPL 7) is lost.";
            case LATCHED -> "The hardware keeps an edge and delivers it when its target takes interrupts again.";
            case ELIDED_NOT_LOST ->
                "No edge was lost; messages that waited had none, since they stood in a queue that was not empty.";
        };
    }

    /** {@return names as in a sentence: "a", "a and b", "a, b and c"} */
    public static String listed(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** {@return the verdict} */
    public static String of(Hypothesis.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    /** {@return the verdict on a hypothesis, with the share of edges that it leaves lost where the data bound it} */
    public static String verdict(Hypothesis name, List<Prediction> ledger) {
        String bound = bound(name, ledger);
        return of(name.verdict(ledger)) + (bound.isEmpty() ? "" : ": " + bound);
    }

    /**
     * {@return how much of the edges that met a masked target may be lost, or the empty text where nothing bounds it}
     */
    public static String bound(Hypothesis name, List<Prediction> ledger) {
        Prediction share = name.lostShare(ledger);
        if (share == null || share.verdict() == Hypothesis.Verdict.CONTRADICTED) {
            return "";
        }
        String masked = " of the edges that meet a masked target, with 95% confidence";
        if (share.predicted() > 0) {
            return share.low() > 0
                    ? "loses " + Quantity.percent(share.low()) + " to " + Quantity.percent(share.high()) + masked
                    : "";
        }
        String loses = share.verdict() == Hypothesis.Verdict.SUPPORTED ? "loses" : "may lose, but";
        return share.high() < 1 ? loses + " less than " + Quantity.percent(share.high()) + masked : "";
    }
}

package lostedge.analysis.timeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import lostedge.analysis.timeline.LaneDiagram.Activity;
import lostedge.analysis.timeline.LaneDiagram.Span;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.Labels;

/** What one CPU is in the middle of: handlers, softirqs and called functions, each a span once it ends. */
final class OpenSpans {
    private static final int DEEPEST = 16;

    private static final String[] SOFTIRQS =
            IntStream.range(0, 16).mapToObj(vector -> "vector " + vector).toArray(String[]::new);

    private record Open(Activity activity, long begin, String label, long position) {}

    private final int cpu;
    private final Labels labels;
    private final Consumer<Span> ended;
    private final Deque<Open> stack = new ArrayDeque<>();

    OpenSpans(int cpu, Labels labels, Consumer<Span> ended) {
        this.cpu = cpu;
        this.labels = labels;
        this.ended = ended;
    }

    void event(EventBatch batch, int row) {
        EventKind kind = batch.kindAt(row);
        long at = batch.timestampNs[row];
        switch (kind.role()) {
            case INTERRUPT_ENTRY -> open(interrupt(kind), batch, row, name(kind, batch, row));
            case INTERRUPT_EXIT -> close(interrupt(kind), at);
            case SOFTIRQ -> {
                if (kind == EventKind.SOFTIRQ_ENTRY) {
                    open(Activity.SOFTIRQ, batch, row, softirq(batch.code[row]));
                } else if (kind == EventKind.SOFTIRQ_EXIT) {
                    close(Activity.SOFTIRQ, at);
                }
            }
            case CALL_START -> open(Activity.CALLED_FUNCTION, batch, row, labels.text(batch.label[row]));
            case CALL_END -> close(Activity.CALLED_FUNCTION, at);
            case RECORDER -> stack.clear();
            default -> {
                if (kind == EventKind.ENTINT_ENTRY) {
                    open(Activity.HANDLER, batch, row, "do_entInt type " + batch.code[row]);
                } else if (kind == EventKind.ENTINT_EXIT) {
                    close(Activity.HANDLER, at);
                }
            }
        }
    }

    /** {@return what is still open, innermost first, as if it ended at a time} */
    List<Span> open(long at) {
        return stack.stream().map(open -> span(open, at)).toList();
    }

    private void open(Activity activity, EventBatch batch, int row, String label) {
        if (stack.size() < DEEPEST) {
            stack.push(new Open(activity, batch.timestampNs[row], label, batch.position[row]));
        }
    }

    /** Ends the innermost span of an activity; what was opened inside it and never closed is forgotten. */
    private void close(Activity activity, long at) {
        if (!contains(activity)) {
            return;
        }
        Open open = stack.pop();
        while (open.activity != activity) {
            open = stack.pop();
        }
        ended.accept(span(open, at));
    }

    private boolean contains(Activity activity) {
        for (Open open : stack) {
            if (open.activity == activity) {
                return true;
            }
        }
        return false;
    }

    private Span span(Open open, long at) {
        return new Span(cpu, open.begin, Math.max(open.begin, at), open.activity, open.label, open.position);
    }

    private static String softirq(int vector) {
        return vector >= 0 && vector < SOFTIRQS.length ? SOFTIRQS[vector] : "vector " + vector;
    }

    private static Activity interrupt(EventKind kind) {
        return kind.interrupt() == InterruptKind.IPI ? Activity.IPI_HANDLER : Activity.HANDLER;
    }

    private String name(EventKind kind, EventBatch batch, int row) {
        String label = labels.text(batch.label[row]);
        return label.isEmpty() ? kind.tracepoint().replace("_entry", "") : label;
    }
}

package lostedge.analysis.proof;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lostedge.analysis.timeline.LaneDiagram;
import lostedge.engine.check.Step;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.Point;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.Configuration;
import org.jspecify.annotations.Nullable;

/** A path to a violation, walked through the model once more so that every step can be shown with what it did. */
public final class Counterexample {
    /** What is said where the path has come to a state from which nothing helps. */
    public static final String TURN = "from here nothing that must happen helps; as it goes on:";

    private static final int MOST_STEPS_ON = 60;

    private final Configuration configuration;
    private final List<Step> path;
    private final int doomedAfter;

    /**
     * A path of a configuration, from its initial state to the first state from which nothing helps, and on from there
     * as the CPUs' programs go, until all of them spin.
     */
    public Counterexample(Configuration configuration, List<Step> path) {
        this.configuration = configuration;
        doomedAfter = path.size();
        this.path = new ArrayList<>(path);
        goOn();
    }

    /** {@return after how many steps nothing helps any more} */
    public int doomedAfter() {
        return doomedAfter;
    }

    private void goOn() {
        IpiSystem system = new IpiSystem(configuration);
        SystemState state = system.initial();
        path.forEach(step -> system.apply(state, step.microstep(), step.cpu(), step.argument()));
        Set<SystemState> met = new HashSet<>();
        boolean going = true;
        while (going && met.size() < MOST_STEPS_ON) {
            SystemState copy = system.initial();
            copy.copyFrom(state);
            int length = path.size();
            going = met.add(copy);
            for (int cpu = 0; going && cpu < configuration.cpus() && path.size() == length; cpu++) {
                system.program(state, cpu, (microstep, at, argument) -> !path.add(new Step(microstep, at, argument)));
            }
            going &= path.size() > length;
            if (going) {
                Step step = path.get(length);
                system.apply(state, step.microstep(), step.cpu(), step.argument());
            }
        }
    }

    /** {@return a table with a row for each step and a column for each CPU} */
    public String table() {
        int cpus = configuration.cpus();
        List<String> effects = effects();
        int width = path.stream()
                .mapToInt(step -> KernelWords.of(step).length())
                .max()
                .orElse(0);
        StringBuilder table = new StringBuilder("step");
        for (int cpu = 0; cpu < cpus; cpu++) {
            table.append("  ").append(pad("CPU " + cpu, width));
        }
        table.append('\n');
        for (int i = 0; i < path.size(); i++) {
            if (i == doomedAfter) {
                table.append("      ").append(TURN).append('\n');
            }
            table.append(String.format("%4d", i + 1));
            for (int cpu = 0; cpu < cpus; cpu++) {
                String words = path.get(i).cpu() == cpu ? KernelWords.of(path.get(i)) : ".";
                table.append("  ").append(pad(words, width));
            }
            String effect = effects.get(i);
            table.append(effect.isEmpty() ? "" : "  " + effect);
            trimEnd(table);
            table.append('\n');
        }
        return table.toString();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static void trimEnd(StringBuilder text) {
        while (text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
    }

    /** What a reader must not miss, for each step: an edge lost or held, an IPI not sent, bits found or not. */
    private List<String> effects() {
        List<String> effects = new ArrayList<>();
        IpiSystem system = new IpiSystem(configuration);
        SystemState state = system.initial();
        SystemState before = system.initial();
        for (Step step : path) {
            before.copyFrom(state);
            system.apply(state, step.microstep(), step.cpu(), step.argument());
            effects.add(effect(before, step, state));
        }
        return effects;
    }

    private static String effect(SystemState before, Step step, SystemState after) {
        int target = (int) step.argument();
        return switch (step.microstep()) {
            case WRIPIR -> wripir(before, target, after);
            case ENQUEUE -> before.queueEmpty(target) ? "" : "queue not empty: no IPI";
            case POLL_READ -> before.bits(step.cpu()) == 0 ? "nothing there" : "bits found";
            case XCHG_BITS -> before.bits(step.cpu()) == 0 ? "empty: ends" : "";
            case DRAIN_READ -> before.bits(target) == 0 ? "nothing there" : "bits found";
            case TRY_LOCK -> before.lockOwner() < 0 ? "taken" : "held by CPU " + before.lockOwner() % 64;
            default -> "";
        };
    }

    private static String wripir(SystemState before, int target, SystemState after) {
        if (!after.edge(target)) {
            return "EDGE LOST: CPU " + target + (before.inEntInt(target) ? " is in do_entInt" : " is at IPL 7");
        }
        return before.edge(target) ? "merges with the edge held" : "";
    }

    /** {@return the sequence chart: CPUs as lanes, steps in order, edges as arrows} */
    public LaneDiagram diagram(String title) {
        List<LaneDiagram.Span> spans = new ArrayList<>();
        List<LaneDiagram.Arrow> arrows = new ArrayList<>();
        List<LaneDiagram.Mark> marks = new ArrayList<>();
        int cpus = configuration.cpus();
        LaneDiagram.Activity[] doing = new LaneDiagram.Activity[cpus];
        long[] since = new long[cpus];
        IpiSystem system = new IpiSystem(configuration);
        SystemState state = system.initial();
        SystemState before = system.initial();
        boolean[] ipi = new boolean[cpus];
        for (int i = 0; i < path.size(); i++) {
            Step step = path.get(i);
            int cpu = step.cpu();
            before.copyFrom(state);
            system.apply(state, step.microstep(), cpu, step.argument());
            String effect = step.microstep() == Microstep.WRIPIR ? "" : effect(before, step, state);
            String label = KernelWords.of(step) + (effect.isEmpty() ? "" : ": " + effect);
            marks.add(new LaneDiagram.Mark(cpu, i + 1L, 0, label, -1));
            if (step.microstep() == Microstep.ENTER_INTERRUPT) {
                ipi[cpu] = step.argument() == InterruptKind.IPI.ordinal();
            }
            if (step.microstep() == Microstep.WRIPIR) {
                arrows.add(arrow(before, step, state, i + 1L));
            }
            LaneDiagram.Activity now = activity(state, cpu, ipi[cpu]);
            if (now != doing[cpu]) {
                if (doing[cpu] != null) {
                    spans.add(new LaneDiagram.Span(cpu, since[cpu], i + 1L, doing[cpu], words(doing[cpu]), -1));
                }
                doing[cpu] = now;
                since[cpu] = i + 1L;
            }
        }
        long end = path.size() + 1L;
        for (int cpu = 0; cpu < cpus; cpu++) {
            if (doing[cpu] != null) {
                spans.add(new LaneDiagram.Span(cpu, since[cpu], end, doing[cpu], words(doing[cpu]), -1));
            }
        }
        List<Integer> lanes = IntStream.range(0, cpus).boxed().toList();
        return new LaneDiagram(title, LaneDiagram.Axis.STEPS, 0, end, lanes, spans, arrows, marks, 0);
    }

    private static LaneDiagram.@Nullable Activity activity(SystemState state, int cpu, boolean ipi) {
        int context = state.context(cpu);
        if (context == SystemState.INTERRUPT) {
            return ipi ? LaneDiagram.Activity.IPI_HANDLER : LaneDiagram.Activity.HANDLER;
        }
        if (context == SystemState.SOFTIRQ) {
            return LaneDiagram.Activity.SOFTIRQ;
        }
        if (state.point(cpu, context) == Point.WAIT) {
            return LaneDiagram.Activity.WAIT;
        }
        return state.irqsOff(cpu) ? LaneDiagram.Activity.MASKED : null;
    }

    private static String words(LaneDiagram.Activity activity) {
        return switch (activity) {
            case HANDLER, IPI_HANDLER -> "do_entInt";
            case SOFTIRQ -> "softirqs";
            case WAIT -> "csd_lock_wait";
            default -> "interrupts off";
        };
    }

    private static LaneDiagram.Arrow arrow(SystemState before, Step step, SystemState after, long at) {
        int target = (int) step.argument();
        LaneDiagram.Outcome outcome = LaneDiagram.Outcome.DELIVERED;
        String effect = wripir(before, target, after);
        if (!after.edge(target)) {
            outcome = LaneDiagram.Outcome.LOST;
        } else if (before.edge(target)) {
            outcome = LaneDiagram.Outcome.NOT_SENT;
        } else if (before.atIpl7(target)) {
            outcome = LaneDiagram.Outcome.UNKNOWN;
            effect = "held: CPU " + target + " is at IPL 7";
        }
        return new LaneDiagram.Arrow(step.cpu(), target, at, at, outcome, effect, -1);
    }
}

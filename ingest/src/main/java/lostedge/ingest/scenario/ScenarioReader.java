package lostedge.ingest.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.IpiLock;
import lostedge.engine.variant.KernelVariant.RtcBracket;
import lostedge.engine.workload.CallKind;
import lostedge.engine.workload.Scenario;
import lostedge.engine.workload.Workload;
import lostedge.ingest.reader.RecordingException;

/** Reads scenario files. */
public final class ScenarioReader {
    private static final String EXTENDS = "extends";
    private static final double NS_PER_S = 1e9;
    private static final double LONGEST_S = 1e6;

    private ScenarioReader() {}

    /**
     * Reads a scenario and those it extends, which stand in the same folder.
     *
     * @throws RecordingException if a field is unknown, missing, of the wrong type or impossible; the position is its
     *     path
     */
    public static Scenario read(Path file) throws IOException {
        ObjectNode whole = merged(file, new HashSet<>());
        return scenario(new JsonFields(file.toString(), "", whole));
    }

    /**
     * Reads a scenario that extends no other from its text; the name stands for its file in refusals.
     *
     * @throws RecordingException as for files
     */
    public static Scenario parse(String name, String text) throws RecordingException {
        return scenario(new JsonFields(name, "", JsonFile.parse(name, text)));
    }

    private static ObjectNode merged(Path file, Set<Path> seen) throws IOException {
        if (!seen.add(file.toAbsolutePath().normalize())) {
            throw new RecordingException(file.toString(), EXTENDS, "expected a scenario that does not extend itself");
        }
        ObjectNode node = JsonFile.read(file);
        JsonNode base = node.remove(EXTENDS);
        if (base == null) {
            return node;
        }
        if (!base.isTextual() || !base.textValue().matches("[\\w.-]+\\.json")) {
            throw new RecordingException(
                    file.toString(), EXTENDS, "expected a file name in the same folder, found " + base);
        }
        return merge(merged(file.resolveSibling(base.textValue()), seen), node);
    }

    private static ObjectNode merge(ObjectNode base, ObjectNode changes) {
        for (Map.Entry<String, JsonNode> field : changes.properties()) {
            JsonNode old = base.get(field.getKey());
            boolean both = old instanceof ObjectNode && field.getValue() instanceof ObjectNode;
            base.set(field.getKey(), both ? merge((ObjectNode) old, (ObjectNode) field.getValue()) : field.getValue());
        }
        return base;
    }

    private static Scenario scenario(JsonFields fields) throws RecordingException {
        fields.text("description");
        String name = fields.text("name");
        JsonFields machine = fields.object("machine");
        machine.text("model");
        int cpus = machine.whole("cpus", 1, Configuration.MAX_CPUS);
        Hardware hardware = machine.choice("hardware", Hardware.class);
        double lossProbability = machine.has("loss") ? machine.share("loss") : 1;
        machine.finish();
        KernelVariant kernel = kernel(fields.object("kernel"));
        Workload workload = WorkloadFields.workload(fields.object("workload"), cpus);
        Scenario scenario = new Scenario(
                name,
                new Configuration(cpus, hardware, kernel, callers(workload), interrupts(workload)),
                lossProbability,
                WorkloadFields.timing(fields.object("timing")),
                workload,
                Math.round(fields.quantity("watchdog", "seconds", LONGEST_S) * NS_PER_S),
                Math.round(fields.quantity("hang_after", "seconds", LONGEST_S) * NS_PER_S));
        if (kernel.resend() && scenario.watchdogNs() == 0) {
            throw fields.refuse("kernel.resend", "expected a watchdog that sends again, found none");
        }
        if (scenario.hangNs() <= scenario.watchdogNs()) {
            throw fields.refuse("hang_after.seconds", "expected a wait longer than the watchdog's, which may end it");
        }
        fields.finish();
        return scenario;
    }

    static KernelVariant kernel(JsonFields fields) throws RecordingException {
        KernelVariant kernel = new KernelVariant(
                fields.flag("poll"),
                fields.choice("lock", IpiLock.class),
                fields.choice("drain_reads", DrainReads.class),
                fields.choice("bracket", RtcBracket.class),
                fields.flag("resend"));
        fields.finish();
        return kernel;
    }

    /** Who sends, as far as the workload tells. */
    private static CallerRules callers(Workload workload) {
        boolean fromHandlers = workload.tick().wake() > 0
                || workload.devices().stream().anyMatch(device -> device.wake() > 0)
                || workload.softirqWake() > 0;
        Softirqs softirqs = workload.softirqCall() != null
                ? Softirqs.CALL
                : workload.raisesSoftirqs() ? Softirqs.RUN : Softirqs.NONE;
        return new CallerRules(
                both(workload.calls().stream().map(call -> !call.irqsOff()).toList()),
                workload.allCalls().stream().anyMatch(call -> !call.locked()),
                both(workload.allCalls().stream().map(CallKind::waits).toList()),
                softirqs,
                workload.wakes() > 0 || fromHandlers,
                workload.reschedules() > 0,
                workload.stops() > 0,
                workload.idleFlush() > 0);
    }

    private static Choice both(Iterable<Boolean> settings) {
        boolean on = false;
        boolean off = false;
        for (boolean setting : settings) {
            on |= setting;
            off |= !setting;
        }
        return on && off ? Choice.BOTH : off ? Choice.OFF : Choice.ON;
    }

    private static Set<InterruptKind> interrupts(Workload workload) {
        EnumSet<InterruptKind> kinds = EnumSet.noneOf(InterruptKind.class);
        add(kinds, InterruptKind.RTC, workload.tickHz());
        add(kinds, InterruptKind.MACHINE_CHECK, workload.machineChecksPerSecond());
        add(kinds, InterruptKind.DEVICE, workload.devices().size());
        add(kinds, InterruptKind.PERF, workload.performancePerSecond());
        return kinds;
    }

    private static void add(Set<InterruptKind> kinds, InterruptKind kind, double rate) {
        if (rate > 0) {
            kinds.add(kind);
        }
    }
}

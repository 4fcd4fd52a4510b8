package lostedge.ingest.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.IpiLock;
import lostedge.ingest.reader.RecordingException;

/** Reads variants of machine, kernel and callers whose interleavings are to be explored. */
public final class VariantReader {
    /** Fewest CPUs that can call each other. */
    public static final int LEAST_CPUS = 2;

    /** Most CPUs whose interleavings are explored. */
    public static final int MOST_CPUS = 4;

    private VariantReader() {}

    /**
     * Reads a variant.
     *
     * @throws RecordingException if a field is unknown, missing, of the wrong type or impossible; the position is its
     *     path
     */
    public static Configuration read(Path file) throws IOException {
        JsonFields fields = new JsonFields(file.toString(), "", JsonFile.read(file));
        fields.text("description");
        int cpus = fields.whole("cpus", LEAST_CPUS, MOST_CPUS);
        Hardware hardware = fields.choice("hardware", Hardware.class);
        KernelVariant kernel = ScenarioReader.kernel(fields.object("kernel"));
        CallerRules callers = callers(fields.object("callers"), kernel);
        Set<InterruptKind> interrupts = interrupts(fields);
        fields.finish();
        return new Configuration(cpus, hardware, kernel, callers, interrupts);
    }

    private static CallerRules callers(JsonFields fields, KernelVariant kernel) throws RecordingException {
        CallerRules callers = new CallerRules(
                fields.choice("irqs", Choice.class),
                fields.flag("unlocked"),
                fields.choice("wait", Choice.class),
                fields.choice("softirqs", Softirqs.class),
                fields.flag("wake_ups"),
                fields.flag("reschedules"),
                fields.flag("stops"),
                fields.flag("idle_flush"));
        if (callers.unlocked() && kernel.lock() == IpiLock.NONE) {
            throw fields.refuse("unlocked", "expected a lock that callers can bypass, found kernel.lock \"none\"");
        }
        fields.finish();
        return callers;
    }

    private static Set<InterruptKind> interrupts(JsonFields fields) throws RecordingException {
        Set<InterruptKind> kinds = EnumSet.noneOf(InterruptKind.class);
        kinds.addAll(fields.choices("interrupts", InterruptKind.class));
        if (kinds.isEmpty() || kinds.contains(InterruptKind.IPI) || kinds.contains(InterruptKind.OTHER)) {
            throw fields.refuse(
                    "interrupts", "expected one or more of rtc, device, machine-check, perf: those that recur");
        }
        return kinds;
    }
}

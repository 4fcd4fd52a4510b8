package lostedge.ingest.scenario;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.workload.CallKind;
import lostedge.engine.workload.CallKind.Targets;
import lostedge.engine.workload.Device;
import lostedge.engine.workload.DurationNs;
import lostedge.engine.workload.Timing;
import lostedge.engine.workload.Workload;
import lostedge.engine.workload.Workload.SoftirqCall;
import lostedge.ingest.reader.RecordingException;

/** Timing and workload as they stand in a scenario file. */
final class WorkloadFields {
    private static final int MAX_DEVICES = 32;
    private static final double LONGEST_NS = 1e9;

    private WorkloadFields() {}

    static Timing timing(JsonFields fields) throws RecordingException {
        Timing timing = new Timing(
                duration(fields, "entry"),
                duration(fields, "handler_lead"),
                duration(fields, "exit"),
                duration(fields, "receive"),
                duration(fields, "enqueue"),
                duration(fields, "set_bit"),
                duration(fields, "wripir"),
                duration(fields, "lock"),
                duration(fields, "spin"));
        fields.finish();
        return timing;
    }

    static Workload workload(JsonFields fields, int cpus) throws RecordingException {
        JsonFields tick = fields.object("tick");
        JsonFields softirq = fields.object("softirq");
        JsonFields masked = fields.object("masked_section");
        JsonFields wake = fields.object("wake_up");
        Workload workload = new Workload(
                tick.quantity("rate", "hz", 100_000),
                new Workload.Tick(
                        duration(tick, "handler"), tick.probability("raises_softirq"), tick.probability("wakes_task")),
                fields.rate("machine_checks"),
                fields.rate("performance_interrupts"),
                duration(fields, "other_handler"),
                devices(fields, cpus),
                calls(fields),
                wake.rate("rate"),
                duration(wake, "function"),
                fields.rate("reschedules"),
                masked.rate("rate"),
                duration(masked, "duration"),
                duration(softirq, "duration"),
                softirq.probability("wakes_task"),
                softirq.has("call") ? softirqCall(softirq.object("call")) : null,
                fields.has("stops") ? fields.rate("stops") : 0,
                fields.probability("idle_flush"));
        for (JsonFields part : List.of(tick, softirq, masked, wake, fields)) {
            part.finish();
        }
        if (workload.stops() > 0 && cpus == 1) {
            throw fields.refuse("stops", "expected other CPUs to stop, found none");
        }
        if (workload.softirqCall() != null && cpus == 1) {
            throw softirq.refuse("call", "expected other CPUs to call, found none");
        }
        if (workload.softirqCall() != null && !workload.raisesSoftirqs()) {
            throw softirq.refuse("call", "expected softirqs that make it, found no interrupt that raises any");
        }
        return workload;
    }

    private static SoftirqCall softirqCall(JsonFields fields) throws RecordingException {
        SoftirqCall call = new SoftirqCall(fields.share("made"), kind(fields, 0, false));
        fields.finish();
        return call;
    }

    private static List<Device> devices(JsonFields fields, int cpus) throws RecordingException {
        List<Device> devices = new ArrayList<>();
        for (JsonFields device : fields.objects("devices")) {
            devices.add(new Device(
                    device.whole("irq", 9, 99_999),
                    device.text("name"),
                    device.rate("bursts"),
                    1 + device.quantity("further_in_burst", "mean", 1_000),
                    duration(device, "within_burst"),
                    device.whole("cpu", -1, cpus - 1),
                    duration(device, "handler"),
                    device.probability("raises_softirq"),
                    device.probability("wakes_task")));
            device.finish();
        }
        if (devices.size() > MAX_DEVICES) {
            throw fields.refuse("devices", "expected at most " + MAX_DEVICES + ", found " + devices.size());
        }
        return devices;
    }

    private static List<CallKind> calls(JsonFields fields) throws RecordingException {
        List<CallKind> calls = new ArrayList<>();
        for (JsonFields call : fields.objects("calls")) {
            calls.add(kind(call, call.rate("rate"), call.flag("irqs_off")));
            call.finish();
        }
        return calls;
    }

    private static CallKind kind(JsonFields call, double perSecond, boolean irqsOff) throws RecordingException {
        return new CallKind(
                call.text("function"),
                call.text("callsite"),
                perSecond,
                call.choice("targets", Targets.class),
                call.flag("waits"),
                call.flag("locked"),
                irqsOff,
                duration(call, "duration"));
    }

    private static DurationNs duration(JsonFields fields, String name) throws RecordingException {
        JsonFields duration = fields.object(name);
        long median = Math.round(duration.number("median_ns", 0, LONGEST_NS));
        long p99 = Math.round(duration.number("p99_ns", 0, LONGEST_NS));
        duration.text("source");
        duration.finish();
        try {
            return new DurationNs(median, p99);
        } catch (IllegalArgumentException e) {
            throw fields.refuse(name, String.valueOf(e.getMessage()));
        }
    }
}

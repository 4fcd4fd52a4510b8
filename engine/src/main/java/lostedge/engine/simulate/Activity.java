package lostedge.engine.simulate;

import java.util.Arrays;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.ContextStack;
import lostedge.engine.state.SystemState;
import lostedge.engine.workload.CallKind;
import lostedge.engine.workload.Device;
import lostedge.engine.workload.Workload;
import org.jspecify.annotations.Nullable;

/** What runs on the CPUs beyond what the model's state tells: which interrupt, which device, which function. */
public final class Activity {
    static final int NO_DEVICE = -1;

    private final CallKind[] calls;
    private final Device[] devices;
    private final SystemState state;
    private final int cpus;

    /** Of the interrupts on each CPU's stack: kind, and device or {@link #NO_DEVICE}. */
    private final InterruptKind[] kind;

    private final int[] device;

    /** Kind of call of the send in each context, and of each csd; and when each csd was queued. */
    private final int[] sendKind;

    private final int[] csdKind;
    private final long[] csdOrder;
    private long order;

    Activity(Workload workload, SystemState state) {
        calls = workload.allCalls().toArray(CallKind[]::new);
        devices = workload.devices().toArray(Device[]::new);
        this.state = state;
        cpus = state.layout().configuration().cpus();
        kind = new InterruptKind[cpus * 2];
        Arrays.fill(kind, InterruptKind.IPI);
        device = new int[cpus * 2];
        Arrays.fill(device, NO_DEVICE);
        sendKind = new int[cpus * 3];
        csdKind = new int[2 * cpus * cpus];
        csdOrder = new long[2 * cpus * cpus];
    }

    /** {@return the kind of the innermost interrupt on the CPU's stack; meaningful if there is one} */
    public InterruptKind interrupt(int cpu) {
        return kind[frame(cpu)];
    }

    /** {@return the device whose interrupt is innermost on the CPU's stack, or null} */
    public @Nullable Device device(int cpu) {
        int index = device[frame(cpu)];
        return index < 0 ? null : devices[index];
    }

    /** {@return the kind of call a context of the CPU has under way} */
    public CallKind callKind(int cpu, int context) {
        return calls[sendKind[cpu * 3 + context]];
    }

    /** {@return the kind of call of a csd that is not free; source as in {@link Microstep#CSD_UNLOCK}} */
    public CallKind csdKind(int source, int target) {
        return calls[csdKind[csd(source, target)]];
    }

    /** {@return a number that grows with the order in which csds were queued} */
    long queueOrder(int source, int target) {
        return csdOrder[csd(source, target)];
    }

    /** {@return the place of the innermost interrupt on the CPU's stack in arrays of two a CPU} */
    int frame(int cpu) {
        return frame(cpu, state.stack(cpu));
    }

    int frame(int cpu, ContextStack stack) {
        return cpu * 2 + stack.depth() / 2;
    }

    /** An interrupt has been taken, which now has that place. */
    void enter(int frame, InterruptKind entered, int deviceIndex) {
        kind[frame] = entered;
        device[frame] = deviceIndex;
    }

    /** A context of the CPU begins a call, by its index in the workload. */
    void send(int cpu, int context, int call) {
        sendKind[cpu * 3 + context] = call;
    }

    /** A csd of a context of the CPU is queued at a target. */
    void enqueue(int cpu, int context, int target) {
        int csd = csd(cpu + (context == SystemState.SOFTIRQ ? SystemState.SOFTIRQ_CSD : 0), target);
        csdKind[csd] = sendKind[cpu * 3 + context];
        csdOrder[csd] = order++;
    }

    private int csd(int source, int target) {
        int lane = source / SystemState.SOFTIRQ_CSD;
        return (lane * cpus + source % SystemState.SOFTIRQ_CSD) * cpus + target;
    }
}

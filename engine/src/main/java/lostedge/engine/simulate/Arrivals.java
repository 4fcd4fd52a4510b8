package lostedge.engine.simulate;

import java.util.List;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.workload.CallKind;
import lostedge.engine.workload.Device;
import lostedge.engine.workload.RandomStream;
import lostedge.engine.workload.Scenario;
import lostedge.engine.workload.Workload;

/** The arrivals of a workload: interrupts that wait at a CPU until it takes them, and what its task does next. */
final class Arrivals {
    /** What is scheduled for each CPU; devices come after. The step of CPU {@code n} has slot {@code n}. */
    static final int STEP = 0;

    static final int TICK = 1;
    static final int TASK = 2;
    static final int WATCHDOG = 3;
    static final int MACHINE_CHECK = 4;
    static final int PERF = 5;
    private static final int KINDS = 6;

    private static final int INTERRUPT_PRIORITY = 0;
    private static final int TASK_PRIORITY = 2;
    private static final double NS = 1e9;

    private final Workload workload;
    private final EventList events;
    private final int cpus;
    /** How many bits of a slot's number tell the CPU; the others tell the kind of event. */
    private final int cpuBits;

    private final RandomStream[] random;
    private final RandomStream deviceRandom;
    private final long tickNs;
    /** Rates of all task actions, summed up to each. */
    private final double[] actionRates;

    /** Interrupts waiting at each CPU, bit per {@link InterruptKind} ordinal, and by which devices. */
    private final int[] waiting;

    private final long[] waitingDevices;
    private final int[] burstLeft;

    Arrivals(Scenario scenario, EventList events, RandomStream root) {
        workload = scenario.workload();
        this.events = events;
        cpus = scenario.configuration().cpus();
        cpuBits = cpuBits(cpus);
        random = new RandomStream[cpus];
        for (int cpu = 0; cpu < cpus; cpu++) {
            random[cpu] = root.split(cpu);
        }
        deviceRandom = root.split(cpus);
        tickNs = workload.tickHz() == 0 ? 0 : Math.round(NS / workload.tickHz());
        waiting = new int[cpus];
        waitingDevices = new long[cpus];
        burstLeft = new int[workload.devices().size()];
        actionRates = new double[workload.calls().size() + Action.OTHERS];
        double sum = 0;
        for (int i = 0; i < actionRates.length; i++) {
            sum += Action.rate(workload, i);
            actionRates[i] = sum;
        }
    }

    /** What tasks do besides calling functions: actions numbered after the kinds of call. */
    static final class Action {
        static final int WAKE = 0;
        static final int RESCHEDULE = 1;
        static final int MASKED = 2;
        static final int STOP = 3;
        static final int OTHERS = 4;

        private Action() {}

        private static double rate(Workload workload, int action) {
            List<CallKind> calls = workload.calls();
            if (action < calls.size()) {
                return calls.get(action).perSecond();
            }
            return switch (action - calls.size()) {
                case WAKE -> workload.wakes();
                case RESCHEDULE -> workload.reschedules();
                case STOP -> workload.stops();
                default -> workload.maskedSections();
            };
        }
    }

    /** An empty list with a slot for every event there can be; a CPU's step is what changes often. */
    static EventList eventList(Scenario scenario) {
        int often = 1 << cpuBits(scenario.configuration().cpus());
        return new EventList(
                often, often * (KINDS - 1) + scenario.workload().devices().size());
    }

    private static int cpuBits(int cpus) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(cpus - 1);
    }

    /** The slot of a CPU's event of a kind. */
    int slot(int cpu, int kind) {
        return kind << cpuBits | cpu;
    }

    /** The CPU a slot belongs to, if it is no device's. */
    int cpuOf(int slot) {
        return slot & (1 << cpuBits) - 1;
    }

    /** What is scheduled in a slot, if it is no device's. */
    int kindOf(int slot) {
        return slot >>> cpuBits;
    }

    /** Whether a slot belongs to a device. */
    boolean ofDevice(int slot) {
        return slot >= slot(0, KINDS);
    }

    void start() {
        for (int cpu = 0; cpu < cpus; cpu++) {
            if (tickNs > 0) {
                events.schedule(slot(cpu, TICK), random[cpu].next((int) tickNs), INTERRUPT_PRIORITY);
            }
            next(cpu, MACHINE_CHECK, 0, workload.machineChecksPerSecond());
            next(cpu, PERF, 0, workload.performancePerSecond());
            nextTask(cpu, 0);
        }
        for (int device = 0; device < workload.devices().size(); device++) {
            nextDevice(device, 0);
        }
    }

    private void next(int cpu, int kind, long now, double rate) {
        if (rate > 0) {
            events.schedule(slot(cpu, kind), now + gap(random[cpu], rate), INTERRUPT_PRIORITY);
        }
    }

    private static long gap(RandomStream random, double rate) {
        return 1 + random.exponential(NS / rate);
    }

    void nextTask(int cpu, long now) {
        double rate = actionRates[actionRates.length - 1];
        if (rate > 0 && cpus > 1) {
            events.schedule(slot(cpu, TASK), now + gap(random[cpu], rate), TASK_PRIORITY);
        }
    }

    private void nextDevice(int index, long now) {
        Device device = workload.devices().get(index);
        if (device.burstsPerSecond() <= 0) {
            return;
        }
        long gap;
        if (burstLeft[index] > 0) {
            burstLeft[index]--;
            gap = device.withinBurst().draw(deviceRandom);
        } else {
            gap = gap(deviceRandom, device.burstsPerSecond());
            while (deviceRandom.uniform() * device.burstSize() >= 1) {
                burstLeft[index]++;
            }
        }
        events.schedule(slot(0, KINDS) + index, now + gap, INTERRUPT_PRIORITY);
    }

    /** Takes an arrival at one of a CPU's own slots. */
    void arrive(int cpu, int kind, long now) {
        switch (kind) {
            case TICK -> {
                await(cpu, InterruptKind.RTC);
                events.schedule(slot(cpu, TICK), now + tickNs, INTERRUPT_PRIORITY);
            }
            case MACHINE_CHECK -> {
                await(cpu, InterruptKind.MACHINE_CHECK);
                next(cpu, kind, now, workload.machineChecksPerSecond());
            }
            default -> {
                await(cpu, InterruptKind.PERF);
                next(cpu, kind, now, workload.performancePerSecond());
            }
        }
    }

    private void await(int cpu, InterruptKind kind) {
        waiting[cpu] |= 1 << kind.ordinal();
    }

    /** Takes a device's interrupt and returns the CPU it is for. */
    int arriveDevice(int slot, long now) {
        int index = slot - slot(0, KINDS);
        Device device = workload.devices().get(index);
        int cpu = device.cpu() >= 0 ? device.cpu() : deviceRandom.next(cpus);
        await(cpu, InterruptKind.DEVICE);
        waitingDevices[cpu] |= 1L << index;
        nextDevice(index, now);
        return cpu;
    }

    /** Whether any interrupt waits at the CPU. */
    boolean anyWaits(int cpu) {
        return waiting[cpu] != 0;
    }

    /**
     * {@return the interrupt of the highest level that waits at the CPU, or null; machine checks before performance,
     * clock, device}
     */
    @org.jspecify.annotations.Nullable
    InterruptKind mostUrgent(int cpu) {
        int kinds = waiting[cpu];
        if (kinds == 0) {
            return null;
        }
        if ((kinds & 1 << InterruptKind.MACHINE_CHECK.ordinal()) != 0) {
            return InterruptKind.MACHINE_CHECK;
        }
        if ((kinds & 1 << InterruptKind.PERF.ordinal()) != 0) {
            return InterruptKind.PERF;
        }
        return (kinds & 1 << InterruptKind.RTC.ordinal()) != 0 ? InterruptKind.RTC : InterruptKind.DEVICE;
    }

    /** The CPU takes a waiting interrupt; returns the index of the device it is from, or -1. */
    int take(int cpu, InterruptKind kind) {
        if (kind != InterruptKind.DEVICE) {
            waiting[cpu] &= ~(1 << kind.ordinal());
            return -1;
        }
        int device = Long.numberOfTrailingZeros(waitingDevices[cpu]);
        waitingDevices[cpu] &= waitingDevices[cpu] - 1;
        if (waitingDevices[cpu] == 0) {
            waiting[cpu] &= ~(1 << kind.ordinal());
        }
        return device;
    }

    /** Draws what the CPU's task does now: a kind of call, or an {@link Action} after those. */
    int drawAction(int cpu) {
        double at = random[cpu].uniform() * actionRates[actionRates.length - 1];
        int action = 0;
        while (at >= actionRates[action]) {
            action++;
        }
        return action;
    }

    /** Draws another CPU. */
    int drawOther(int cpu) {
        int other = random[cpu].next(cpus - 1);
        return other < cpu ? other : other + 1;
    }

    RandomStream random(int cpu) {
        return random[cpu];
    }
}

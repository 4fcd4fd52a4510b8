package lostedge.engine.timeline;

import java.util.Arrays;
import lostedge.engine.cpu.CpuTimeline;

/** The CPUs of a recorded machine with what lies before and behind each: made when a recording first names them. */
final class Machine {
    private static final int LEAST_OUTSTANDING = 1024;

    private final long longStretchNs;
    private CpuTimeline[] cpus = {};
    private Mailbox[] mailboxes = {};
    private Outbox[] outboxes = {};
    private int cpuCount;
    private long messages;

    Machine(long longStretchNs) {
        this.longStretchNs = longStretchNs;
    }

    /** {@return the timeline of a CPU} */
    CpuTimeline cpu(int number) {
        know(number);
        return cpus[number];
    }

    /** {@return what waits at a CPU} */
    Mailbox mailbox(int number) {
        know(number);
        return mailboxes[number];
    }

    /** {@return what a CPU sent} */
    Outbox outbox(int number) {
        know(number);
        return outboxes[number];
    }

    /** {@return the CPUs named so far: numbers are 0 to this - 1} */
    int cpuCount() {
        return cpuCount;
    }

    /**
     * {@return how many messages may be outstanding at one CPU} More can be only where the recording does not show them
     * handled.
     */
    int mostOutstanding() {
        return LEAST_OUTSTANDING + 4 * cpuCount;
    }

    /** {@return the next message's number} */
    long nextMessage() {
        return messages++;
    }

    private void know(int number) {
        if (number < cpuCount) {
            return;
        }
        int known = cpus.length;
        if (number >= known) {
            int size = Math.max(number + 1, Math.min(Timeline.MAX_CPUS, known * 2));
            cpus = Arrays.copyOf(cpus, size);
            mailboxes = Arrays.copyOf(mailboxes, size);
            outboxes = Arrays.copyOf(outboxes, size);
            for (int i = known; i < size; i++) {
                cpus[i] = new CpuTimeline(i, longStretchNs);
                mailboxes[i] = new Mailbox();
                outboxes[i] = new Outbox();
            }
        }
        cpuCount = number + 1;
    }
}

package lostedge.ingest.dmesg.report;

import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;

/**
 * What one report in the log says, with the columns of {@link EventBatch} that its kind fills.
 *
 * @param line the line it stands on
 * @param position the line's number
 * @param kind a kind of {@link EventRole#KERNEL_LOG}
 * @param cpu the CPU, or {@link EventBatch#NONE}
 * @param pid the task, or {@link EventBatch#NONE}
 * @param peer the other CPU, or {@link EventBatch#NONE}
 * @param code a small number whose meaning the kind tells, or {@link EventBatch#NONE}
 * @param reference a number whose meaning the kind tells, or 0
 * @param label the name whose meaning the kind tells, or the empty text
 * @param site a second name, or the empty text
 */
public record LogEvent(
        LogLine line,
        long position,
        EventKind kind,
        int cpu,
        int pid,
        int peer,
        int code,
        long reference,
        String label,
        String site) {

    static LogEvent of(LogLine line, long position, EventKind kind, int cpu) {
        int none = EventBatch.NONE;
        return new LogEvent(line, position, kind, cpu, none, none, none, 0, "", "");
    }

    LogEvent peer(int newPeer) {
        return new LogEvent(line, position, kind, cpu, pid, newPeer, code, reference, label, site);
    }

    LogEvent code(int newCode) {
        return new LogEvent(line, position, kind, cpu, pid, peer, newCode, reference, label, site);
    }

    LogEvent reference(long newReference) {
        return new LogEvent(line, position, kind, cpu, pid, peer, code, newReference, label, site);
    }

    LogEvent label(String newLabel) {
        return new LogEvent(line, position, kind, cpu, pid, peer, code, reference, newLabel, site);
    }

    LogEvent site(String newSite) {
        return new LogEvent(line, position, kind, cpu, pid, peer, code, reference, label, newSite);
    }

    LogEvent pid(int newPid) {
        return new LogEvent(line, position, kind, cpu, newPid, peer, code, reference, label, site);
    }

    /** {@return when it was said, on the clock of its line} */
    public long ns() {
        return line.ns();
    }

    /** {@return the clock of its time} */
    public Clock.Domain domain() {
        return line.domain();
    }
}

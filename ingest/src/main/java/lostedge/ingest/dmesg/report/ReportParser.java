package lostedge.ingest.dmesg.report;

import java.util.function.Consumer;

/** A reader of one kind of report. */
interface ReportParser {
    /**
     * Takes in a line.
     *
     * @return whether the line belongs to a report of this kind
     */
    boolean accept(LogLine line, long position, Consumer<LogEvent> events);

    /** Tells what the lines so far add up to; no more follow. */
    default void end(Consumer<LogEvent> events) {}
}

/**
 * What the kernel's log tells of hanging calls and CPUs: {@link lostedge.ingest.dmesg.report.KernelReports} takes in
 * the log line by line and tells the events the lines add up to.
 */
@NullMarked
package lostedge.ingest.dmesg.report;

import org.jspecify.annotations.NullMarked;

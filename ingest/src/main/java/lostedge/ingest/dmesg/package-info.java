/**
 * The kernel's own log, from {@code dmesg}, a serial console, syslog or the journal:
 * {@link lostedge.ingest.dmesg.KernelLogReader} finds what the kernel says of calls that hang and CPUs that do not
 * answer.
 *
 * <p>Reports of {@code kernel/smp.c}, {@code kernel/watchdog.c}, {@code kernel/rcu/tree_stall.h},
 * {@code kernel/hung_task.c} and {@code lib/nmi_backtrace.c}, as they stand in recordings:
 *
 * <pre>
 * &lt;1&gt;[    7.163082] smp: csd: Detected non-responsive CSD lock (#1) on CPU#2, waiting 5005856812 ns for CPU#01 ipi_mb+0x0/0x10(0x0).
 * &lt;1&gt;[    7.163082] smp:         csd: CSD lock (#1) unresponsive.
 * &lt;0&gt;[   40.057596] watchdog: BUG: soft lockup - CPU#1 stuck for 37s! [init:49]
 * [   36.647758] rcu:         3-....: (900 ticks this GP) idle=d82c/1/0x4000000000000000 softirq=2316/2316 fqs=261
 * [   36.698826] NMI backtrace for cpu 1
 * </pre>
 */
@NullMarked
package lostedge.ingest.dmesg;

import org.jspecify.annotations.NullMarked;

/**
 * Kernel trace text: {@link lostedge.ingest.ftrace.FtraceReader} reads what {@code trace} and {@code trace_pipe} of
 * tracefs, {@code trace-cmd report} and {@code perf script} print. The four line forms
 * ({@code kernel/trace/trace_output.c}, trace-cmd's {@code trace-read.c}, perf's {@code builtin-script.c}):
 *
 * <pre>
 *           &lt;idle&gt;-0       [002] d.h..     1.372451: irq_handler_entry: irq=8 name=timer
 * stress-n-222       1d..1. 3589022us+: tlb_flush: pages:1 reason:local mm shootdown (3)
 *      rcu_preempt-18    [001]     7.502914: sched_switch:         rcu_preempt:18 [120] W ==&gt; swapper/1:0 [120]
 *             perf   187 [000]     8.698435583:                      irq:softirq_raise: vec=7 [action=SCHED]
 * </pre>
 *
 * <p>and what the recorder says of itself:
 *
 * <pre>
 * # entries-in-buffer/entries-written: 13102/377514   #P:4
 * ##### CPU 1 buffer started ####
 * CPU:2 [LOST 354 EVENTS]
 * CPU:0 [172 EVENTS DROPPED]
 * </pre>
 *
 * <p>Task names are hostile: they may hold anything but a NUL. They are never searched for structure, only stepped over
 * at the fixed width the kernel prints them in, or by their greatest length of 15 bytes. Only where no line stands in
 * its column, as in a text pasted into a report, does the task end at the first dash behind which all else follows.
 */
@NullMarked
package lostedge.ingest.ftrace;

import org.jspecify.annotations.NullMarked;

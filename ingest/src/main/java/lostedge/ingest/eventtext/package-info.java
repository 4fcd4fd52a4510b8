/**
 * Tracepoints as text, without the line around them: {@link lostedge.ingest.eventtext.TracepointNames} finds the kind
 * of a name and {@link lostedge.ingest.eventtext.TracepointArguments} reads the arguments into columns, and
 * {@link lostedge.ingest.eventtext.TracepointText} prints a row.
 *
 * <p>The text of an event is its {@code TP_printk} ({@code include/trace/events/{irq,ipi,csd,sched,timer,tlb,power}.h},
 * {@code arch/x86/include/asm/trace/irq_vectors.h}). Some recorders print from the binary record by rules of their own:
 *
 * <pre>
 * irq_handler_entry: irq=8 name=timer
 * csd_queue_cpu: cpu=2 callsite=ttwu_queue_wakelist+0x198/0x1b0 func=sched_ttwu_pending csd=000000008aa5490d
 * ipi_send_cpumask: cpumask=00000000,0000000d callsite=smp_call_function+0x30/0x50 callback=0x0     kernel
 * ipi_send_cpumask: cpumask=0,2-3 callsite=smp_call_function+0x30 callback=0x0                       trace-cmd
 * ipi_send_cpumask: [FAILED TO PARSE] cpumask=524320 callsite=0xffffffffbafd7764 callback=0x0        perf
 * sched_switch: rcu_preempt:18 [120] W ==&gt; swapper/1:0 [120]                                         trace-cmd
 * entint_entry: type=RTC                                                                     the simulator's own
 * </pre>
 */
@NullMarked
package lostedge.ingest.eventtext;

import org.jspecify.annotations.NullMarked;

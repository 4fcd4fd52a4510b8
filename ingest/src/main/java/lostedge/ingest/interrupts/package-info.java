/**
 * Snapshots of {@code /proc/interrupts}, from any architecture's kernel:
 * {@link lostedge.ingest.interrupts.InterruptsReader} reads single snapshots, folders of them and logs of many into a
 * {@link lostedge.engine.counter.CounterSeries}.
 *
 * <p>The file's first line names the online CPUs; each further line is one counter: a label, a colon, one count per
 * online CPU ten digits wide, then text ({@code kernel/irq/proc.c}, {@code arch/<arch>/kernel/irq.c}). Alpha, arm64 and
 * s390:
 *
 * <pre>
 *              CPU0       CPU1
 *     8:       3490       3904     dummy      -RTC       timer
 *   IPI:       2983       2902
 *   RIF:        237        190           Rescued IPIs: call function
 *   ERR:          0
 *  11:       9636       9239     GICv3  27 Level     arch_timer
 * IPI0:       386        372       Rescheduling interrupts
 *  I/O:       1078          0
 * </pre>
 */
@NullMarked
package lostedge.ingest.interrupts;

import org.jspecify.annotations.NullMarked;

/**
 * What a simulated machine leaves behind: the events its kernel would trace
 * ({@link lostedge.engine.recorder.KernelTrace}), its {@code /proc/interrupts}, its kernel log, and, what no kernel can
 * tell, the truth ({@link lostedge.engine.recorder.GroundTruth}).
 */
@NullMarked
package lostedge.engine.recorder;

import org.jspecify.annotations.NullMarked;

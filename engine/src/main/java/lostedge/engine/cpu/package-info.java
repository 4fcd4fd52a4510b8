/**
 * What one recorded CPU was doing: a {@link lostedge.engine.cpu.CpuTimeline} follows its handlers, its context and
 * whether it could take an interrupt, and remembers its long stretches in one state.
 */
@NullMarked
package lostedge.engine.cpu;

import org.jspecify.annotations.NullMarked;

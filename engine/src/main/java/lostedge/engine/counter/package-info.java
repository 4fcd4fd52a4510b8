/**
 * Counters read beside events, and how they grow: {@link lostedge.engine.counter.CounterDeltas} walks a
 * {@link lostedge.engine.counter.CounterSeries} of readings and tells for each counter its growth, its rate and what
 * became of it: a wrap, a reset, a CPU or a row that came or went.
 */
@NullMarked
package lostedge.engine.counter;

import org.jspecify.annotations.NullMarked;

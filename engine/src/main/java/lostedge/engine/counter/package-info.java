/**
 * How counters grow between snapshots: {@link lostedge.engine.counter.CounterDeltas} walks a series of readings and
 * tells for each counter its growth, its rate and what became of it: a wrap, a reset, a CPU or a row that came or went.
 */
@NullMarked
package lostedge.engine.counter;

import org.jspecify.annotations.NullMarked;

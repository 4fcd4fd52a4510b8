package lostedge.engine.check;

import lostedge.engine.model.Microstep;

/**
 * One step of a path.
 *
 * @param microstep what happened
 * @param cpu on which CPU
 * @param argument as the microstep's Javadoc tells
 */
public record Step(Microstep microstep, int cpu, long argument) {}

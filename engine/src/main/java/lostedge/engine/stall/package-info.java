/**
 * Long waits and their causes: {@link lostedge.engine.stall.Attribution} takes the calls of a timeline as they end, and
 * leads each that waited long from what its target did to a cause, a grade and the evidence, by one {@code Rule} for
 * each cause.
 */
@NullMarked
package lostedge.engine.stall;

import org.jspecify.annotations.NullMarked;

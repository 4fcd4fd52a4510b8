/**
 * The dimensions of a modelled machine: what its {@link lostedge.engine.variant.Hardware} does with an edge, which
 * patches its kernel carries, and who calls whom in which state. A {@link lostedge.engine.variant.Configuration} is one
 * point in their product; all dimensions are independent.
 */
@NullMarked
package lostedge.engine.variant;

import org.jspecify.annotations.NullMarked;

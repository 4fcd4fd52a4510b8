/**
 * Simulations of one scenario with one of its quantities varied: a {@link lostedge.analysis.sweep.Sweep} runs a
 * {@link lostedge.analysis.sweep.Variation} and tells, value by value, how the share of IPI_CALL_FUNC among rescued
 * messages moves, as a chart and as a table.
 */
@NullMarked
package lostedge.analysis.sweep;

import org.jspecify.annotations.NullMarked;

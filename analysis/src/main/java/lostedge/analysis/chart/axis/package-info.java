/**
 * Axes for ratios and for values over decades: {@link lostedge.analysis.chart.axis.DecadeAxis} for durations and
 * counts, {@link lostedge.analysis.chart.axis.RatioAxis} for ratios around one.
 */
@NullMarked
package lostedge.analysis.chart.axis;

import org.jspecify.annotations.NullMarked;

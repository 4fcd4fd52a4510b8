/**
 * Estimates with their uncertainty: intervals for proportions and rates, comparisons of quantiles, survival, change
 * points, fits of delays. {@link lostedge.analysis.statistics.Interval} is what most methods return; each names its
 * source.
 */
@NullMarked
package lostedge.analysis.statistics;

import org.jspecify.annotations.NullMarked;

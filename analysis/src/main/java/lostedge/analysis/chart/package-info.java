/**
 * Charts in one look: {@link lostedge.analysis.chart.ChartTheme} gives type, colours and axes, one class per form of
 * chart gives the drawing, and a {@link lostedge.analysis.chart.Chart} is drawn to bytes that are the same on every
 * machine.
 */
@NullMarked
package lostedge.analysis.chart;

import org.jspecify.annotations.NullMarked;

/**
 * Findings as tables: every column declared once with unit and meaning, rows streamed to files, bounded totals kept for
 * charts and summaries. An {@link lostedge.analysis.table.AnalysisResult} is everything one analysis found.
 */
@NullMarked
package lostedge.analysis.table;

import org.jspecify.annotations.NullMarked;

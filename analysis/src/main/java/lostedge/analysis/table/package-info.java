/**
 * Findings as tables: every column declared once with unit and meaning, rows streamed to files.
 * {@link lostedge.analysis.table.FindingTables} are those of one analysis.
 */
@NullMarked
package lostedge.analysis.table;

import org.jspecify.annotations.NullMarked;

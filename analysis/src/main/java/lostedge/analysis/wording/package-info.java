/**
 * The wording of results: {@link lostedge.analysis.wording.Quantity numbers} and {@link lostedge.analysis.wording.Words
 * names} as a reader sees them, on every page, chart and terminal.
 */
@NullMarked
package lostedge.analysis.wording;

import org.jspecify.annotations.NullMarked;

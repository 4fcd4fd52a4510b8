/**
 * The written report of an analysis: {@link lostedge.analysis.report.Report} writes one self-contained HTML page, the
 * charts as files beside it, and nothing that needs a network.
 */
@NullMarked
package lostedge.analysis.report;

import org.jspecify.annotations.NullMarked;

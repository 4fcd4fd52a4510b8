/**
 * What an analysis found, in bounded memory: facts of the recording, counts, sums and times of its findings, and how
 * two results differ. An {@link lostedge.analysis.result.AnalysisResult} is everything one analysis found.
 */
@NullMarked
package lostedge.analysis.result;

import org.jspecify.annotations.NullMarked;

/**
 * One run of the main job: recordings through replay to a result, and the result to people, programs and a folder.
 * {@link lostedge.analysis.run.Analysis} is the job.
 */
@NullMarked
package lostedge.analysis.run;

import org.jspecify.annotations.NullMarked;

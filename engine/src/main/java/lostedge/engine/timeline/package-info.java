/**
 * The messages under way between recorded CPUs: calls from queue to exit and the edges they are entrusted to.
 *
 * <p>A {@link lostedge.engine.timeline.Timeline} takes event batches and tells a
 * {@link lostedge.engine.timeline.TimelineListener} what they mean. Its memory is bounded by the number of CPUs and of
 * outstanding messages. It states facts only; causes and verdicts are for those who listen.
 */
@NullMarked
package lostedge.engine.timeline;

import org.jspecify.annotations.NullMarked;

/**
 * What a trace shows of messages handled by other means than their own interrupt: a
 * {@link lostedge.engine.rescue.RescueTally} counts the calls a CPU starts on its way out of another interrupt, by
 * where they were sent, and times that way.
 *
 * <p>A kernel that polls reads its pending bits at the end of every interrupt, before softirqs. What it finds may have
 * lost its edge or merely be pending; the two differ in what follows, since a pending edge is still delivered and finds
 * nothing.
 */
@NullMarked
package lostedge.engine.rescue;

import org.jspecify.annotations.NullMarked;

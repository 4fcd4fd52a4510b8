/**
 * The second driver of the model: one pass over a recording that finds the fate of every interprocessor interrupt,
 * every long wait, its cause, and the evidence for it.
 *
 * <p>{@link lostedge.engine.replay.Replay} listens to a {@link lostedge.engine.timeline.Timeline} and writes findings.
 * A verdict needs positive evidence; where the recording has none, the verdict is "unknown" with the reason.
 */
@NullMarked
package lostedge.engine.replay;

import org.jspecify.annotations.NullMarked;

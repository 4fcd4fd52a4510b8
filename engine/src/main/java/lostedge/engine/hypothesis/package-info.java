/**
 * The rival explanations of what a recording shows, weighed: {@link lostedge.engine.hypothesis.Rivals} holds what each
 * predicts against what the books, the rescues and the single edges of a recording show.
 *
 * <p>A rescue by a poll proves no loss: the poll also takes messages whose edge is merely pending. What tells the
 * rivals apart is the number of interrupts left over in the books, edges passed over by a target that could take them,
 * and the time an empty delivery takes. {@code /proc/interrupts} alone never can.
 */
@NullMarked
package lostedge.engine.hypothesis;

import org.jspecify.annotations.NullMarked;

/**
 * The assessment of one recording: {@link lostedge.engine.assess.Assessment} replays it twice, first to balance the
 * books and weigh the rivals, then to hand out findings in which every message has the probability that its edge was
 * lost.
 */
@NullMarked
package lostedge.engine.assess;

import org.jspecify.annotations.NullMarked;

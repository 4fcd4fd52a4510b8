/**
 * The assessment of one recording: {@link lostedge.engine.assess.Assessment} replays it and keeps its books in the same
 * pass, then weighs the rivals and tells how likely each message's edge was lost.
 */
@NullMarked
package lostedge.engine.assess;

import org.jspecify.annotations.NullMarked;

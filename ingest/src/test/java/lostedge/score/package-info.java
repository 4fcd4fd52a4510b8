/**
 * Holds replays of recordings against what is known to have happened: {@link lostedge.score.ScoreTest} asserts the
 * score and writes it as a table.
 */
@NullMarked
package lostedge.score;

import org.jspecify.annotations.NullMarked;

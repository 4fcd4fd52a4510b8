/**
 * The verdicts of the toolkit: the fate of every IPI, the cause of every {@link lostedge.engine.finding.Stall}, the
 * evidence they rest on, and how rival hypotheses fare. Replay finds them in a recording, the simulator knows them as
 * truth, and both say them in these words.
 */
@NullMarked
package lostedge.engine.finding;

import org.jspecify.annotations.NullMarked;

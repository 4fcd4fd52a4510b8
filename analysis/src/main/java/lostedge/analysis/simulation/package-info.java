/**
 * What the built-in engine is run for: a {@link lostedge.analysis.simulation.SimulatedCapture} is a folder that reads
 * like any recording, with its truth beside it; {@link lostedge.analysis.simulation.Replications} tell how often and
 * how soon a machine hangs.
 */
@NullMarked
package lostedge.analysis.simulation;

import org.jspecify.annotations.NullMarked;

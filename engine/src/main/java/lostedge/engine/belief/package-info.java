/**
 * A belief: the set of all states of the model that explain what was recorded of one CPU, carried from event to event
 * over the microsteps that leave none. Entry: {@link lostedge.engine.belief.BeliefSpace}.
 *
 * <p>A reader starts at {@link lostedge.engine.belief.ReceiverSystem}: a receiving CPU in the transition system, with a
 * sender of its own for each send to it. {@code SilentSteps} says which of its microsteps leave no event, given what is
 * known between two events ({@link lostedge.engine.belief.Silence}). An event asks a
 * {@link lostedge.engine.belief.Condition} or makes a {@link lostedge.engine.belief.Change};
 * {@link lostedge.engine.belief.BeliefSpace} computes once where that leads from a
 * {@link lostedge.engine.belief.Belief}.
 */
@NullMarked
package lostedge.engine.belief;

import org.jspecify.annotations.NullMarked;

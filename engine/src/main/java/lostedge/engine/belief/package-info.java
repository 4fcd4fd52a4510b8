/**
 * A belief: the set of all states of the model that explain what was recorded of one CPU, carried from event to event
 * over the microsteps that leave none. {@link lostedge.engine.belief.Receiver} is one CPU with its belief.
 *
 * <p>Only what concerns the CPU as a receiver is in its states: its stack of contexts, bits, edge and queue, and the
 * sends to it that are under way, each as a sender of its own ({@link lostedge.engine.belief.ReceiverSystem}). Silent
 * steps ({@code SilentSteps}) are taken only when an event asks for them.
 */
@NullMarked
package lostedge.engine.belief;

import org.jspecify.annotations.NullMarked;

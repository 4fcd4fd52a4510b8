/**
 * A receiver: one CPU as others send to it, followed event by event with the belief that explains it. Entry:
 * {@link lostedge.engine.receiver.Receiver}.
 *
 * <p>A reader starts at {@code Explanation}, which holds the belief and asks it two things: to go on to the states in
 * which a {@link lostedge.engine.belief.Condition} holds, and to make a {@link lostedge.engine.belief.Change}. What
 * others do to the receiver is {@link lostedge.engine.receiver.Inbox}, what it does itself
 * {@link lostedge.engine.receiver.Course}.
 */
@NullMarked
package lostedge.engine.receiver;

import org.jspecify.annotations.NullMarked;

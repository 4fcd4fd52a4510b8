/**
 * Conformance of a recording to the model, also known as trace validation: whether the recorded events are those of a
 * behaviour of {@link lostedge.engine.model.IpiSystem} under given assumptions. Entry:
 * {@link lostedge.engine.conformance.Conformance}.
 *
 * <p>Each event has two sides. {@code OwnEvents} tells a CPU what it did itself. {@code Sender} finds what it does to
 * others: a send that begins, and by its later events that the send is over ({@code Passage}); {@code SentEvents} tells
 * the receivers. Where stamps do not settle which CPU was first, {@code Unordered} holds events back so that no verdict
 * rests on their order.
 *
 * <p>A behaviour of the whole machine is one of each CPU's part. So what a part
 * ({@link lostedge.engine.receiver.Receiver}) cannot explain, the model cannot; what all parts explain, the model
 * explains but for the order of unrecorded steps among the targets of one send.
 */
@NullMarked
package lostedge.engine.conformance;

import org.jspecify.annotations.NullMarked;

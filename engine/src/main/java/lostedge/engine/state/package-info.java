/**
 * The state of the modelled machine: a {@link lostedge.engine.state.SystemState} says what runs on each CPU, what each
 * sends, and what has been sent to it. It is worked on as it is, and kept in the few words into which a
 * {@link lostedge.engine.state.StateLayout} packs it.
 */
@NullMarked
package lostedge.engine.state;

import org.jspecify.annotations.NullMarked;

/**
 * The vocabulary of recorded kernel events: an {@link lostedge.engine.event.EventSource} streams
 * {@link lostedge.engine.event.EventBatch}es of primitive columns in time order, and says what it can carry, on which
 * clock, and what it lost.
 *
 * <p>Everything else stands on these types: readers produce them, the simulator writes them, replay and the Arrow store
 * consume them. Names are the Linux kernel's own tracepoint names, whichever tool recorded them.
 */
@NullMarked
package lostedge.engine.event;

import org.jspecify.annotations.NullMarked;

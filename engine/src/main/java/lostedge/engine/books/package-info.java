/**
 * The books of interprocessor interrupts: what was sent, merged, rescued and counted, balanced against each other so
 * that the lost edges remain. {@link lostedge.engine.books.EdgeBooks} keeps them over one pass of a recording and the
 * counter readings taken beside it.
 *
 * <p>On Alpha no event shows the entry of an interprocessor interrupt, but the {@code IPI} row of
 * {@code /proc/interrupts} counts every call of {@code handle_ipi}. With it, over any stretch of time,
 *
 * <pre>
 *   IPI row    = deliveries + polls and drains that found bits
 *   deliveries = sends - merged - lost
 * </pre>
 *
 * Sends are traced, polls are counted by the {@code RIF} and {@code RIP} rows, and merges (a send while the target's
 * edge is still pending) follow from the order of events. What is left are the lost edges.
 */
@NullMarked
package lostedge.engine.books;

import org.jspecify.annotations.NullMarked;

/**
 * Rows of several CPUs in time order, with bounded memory: {@link lostedge.ingest.order.TimeMerge} where each CPU's
 * stream can be read by itself, {@link lostedge.ingest.order.TimeOrder} where a recorder wrote them one after the
 * other; {@link lostedge.ingest.order.RepeatedEvents} where several buffers hold the same events.
 */
@NullMarked
package lostedge.ingest.order;

import org.jspecify.annotations.NullMarked;

/**
 * The registry of formats and the captures made of them: {@link lostedge.ingest.Capture} takes the paths a user names,
 * tells by content what stands in each, and opens what belongs together as one stream of events and the counters beside
 * it.
 *
 * <p>{@link lostedge.ingest.TraceFormat} names every format that is read.
 */
@NullMarked
package lostedge.ingest;

import org.jspecify.annotations.NullMarked;

/**
 * The contract of a recording format: a {@link lostedge.ingest.reader.TraceReader} recognises a stream by its content
 * and opens it as an {@link lostedge.engine.event.EventSource}; what it cannot accept it refuses with a
 * {@link lostedge.ingest.reader.RecordingException}. {@link lostedge.ingest.reader.RecordedEvents} is what sources
 * share, {@link lostedge.ingest.reader.ReadAhead} lets a thread of its own read them.
 */
@NullMarked
package lostedge.ingest.reader;

import org.jspecify.annotations.NullMarked;

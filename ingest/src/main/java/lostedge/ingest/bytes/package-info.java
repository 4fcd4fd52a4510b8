/**
 * Recordings as bytes. Of a text, {@link lostedge.ingest.bytes.LineReader} cuts a stream into
 * {@link lostedge.ingest.bytes.LineBlock}s of whole lines, which {@link lostedge.ingest.bytes.LinesAhead} does in a
 * thread of its own, {@link lostedge.ingest.bytes.Words} looks at eight bytes at a time, and
 * {@link lostedge.ingest.bytes.ByteLabels} interns names without making a {@code String} of each. A binary file is read
 * at any offset through {@link lostedge.ingest.bytes.FileBytes}.
 *
 * <p>Every array handed around is readable {@link lostedge.ingest.bytes.Words#PADDING} bytes beyond its last text byte,
 * so that a word may be loaded at any text position.
 */
@NullMarked
package lostedge.ingest.bytes;

import org.jspecify.annotations.NullMarked;

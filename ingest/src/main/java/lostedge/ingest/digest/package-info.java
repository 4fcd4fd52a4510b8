/**
 * The SHA-256 of what a recording is made from, taken along with the reading of it. The entry type is
 * {@link lostedge.ingest.digest.DigestedRecording}.
 */
@NullMarked
package lostedge.ingest.digest;

import org.jspecify.annotations.NullMarked;

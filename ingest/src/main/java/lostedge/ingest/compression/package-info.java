/**
 * Compressed files: a {@link lostedge.ingest.compression.Compression} is recognised by its first bytes and read as a
 * stream that is bounded, and never ends early without saying so.
 *
 * <pre>
 * 1f 8b 08                     gzip
 * fd 37 7a 58 5a 00            xz
 * 'B' 'Z' 'h' '1'..'9' + block bzip2 (block magic 31 41 59 26 53 59)
 * 28 b5 2f fd                  Zstandard, also after skippable frames 5? 2a 4d 18
 * 04 22 4d 18                  LZ4 frame, also after skippable frames
 * </pre>
 */
@NullMarked
package lostedge.ingest.compression;

import org.jspecify.annotations.NullMarked;

/**
 * Recordings inside compressed files, tar archives and folders, read in place:
 * {@link lostedge.ingest.archive.InputFiles} turns the paths a user names into
 * {@link lostedge.ingest.reader.Recording}s.
 *
 * <p>What a file is, its content tells, never its name. The first bytes of each:
 *
 * <pre>
 * 1f 8b 08                     gzip    (RFC 1952)
 * fd 37 7a 58 5a 00            xz      (The .xz File Format, tukaani.org)
 * 'B' 'Z' 'h' '1'..'9' + block bzip2   (block magic 31 41 59 26 53 59)
 * 28 b5 2f fd                  Zstandard (RFC 8878), also after skippable frames 5? 2a 4d 18
 * 04 22 4d 18                  LZ4 frame (lz4_Frame_format.md)
 * "ustar" at 257, checksum ok  tar     (POSIX pax, GNU; old tar by its checksum alone)
 * </pre>
 *
 * <p>Names in archives are labels for messages and never become paths; links are not followed; every size, ratio, count
 * and depth is bounded by {@link lostedge.ingest.archive.Limits}.
 */
@NullMarked
package lostedge.ingest.archive;

import org.jspecify.annotations.NullMarked;

/**
 * Recordings inside folders, compressed files and tar archives, read in place:
 * {@link lostedge.ingest.archive.InputFiles} turns the paths a user names into
 * {@link lostedge.ingest.reader.Recording}s.
 *
 * <p>What a file is, its content tells, never its name: a tar archive (POSIX pax, GNU, older) by the checksum of its
 * first header, a compressed file as {@link lostedge.ingest.compression} tells. Names in archives are labels for
 * messages and never become paths; links are not followed; every size, ratio, count and depth is bounded by
 * {@link lostedge.ingest.archive.Limits}.
 *
 * <pre>
 * capture.tar.xz!proc_interrupts/0001_2.785706352.txt
 * capture.tar.xz!trace.txt
 * dmesg.txt.gz
 * </pre>
 */
@NullMarked
package lostedge.ingest.archive;

import org.jspecify.annotations.NullMarked;

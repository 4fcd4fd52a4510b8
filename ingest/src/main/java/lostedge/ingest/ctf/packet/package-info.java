/**
 * Packets bit by bit: a {@link lostedge.ingest.ctf.packet.LayoutCompiler} turns the types of the metadata into
 * {@link lostedge.ingest.ctf.packet.FieldStep}s that walk a {@link lostedge.ingest.ctf.packet.BitCursor} over the
 * fields of a packet and keep the values that are wanted.
 */
@NullMarked
package lostedge.ingest.ctf.packet;

import org.jspecify.annotations.NullMarked;

/**
 * The wire format of protocol buffers, read in place and written: a message is a run of fields, each a key (number of
 * the field, shifted left by three, and wire type) and a value: a number as base-128 varint (wire type 0), 8 bytes (1),
 * a length and as many bytes (2), or 4 bytes (5), as {@code https://protobuf.dev/programming-guides/encoding} has it.
 * {@link lostedge.ingest.protobuf.ProtoCursor} reads, {@link lostedge.ingest.protobuf.ProtoMessage} writes.
 *
 * <pre>
 * 08 96 01              field 1, number 150
 * 12 03 69 70 69        field 2, three bytes: "ipi"
 * </pre>
 */
@NullMarked
package lostedge.ingest.protobuf;

import org.jspecify.annotations.NullMarked;

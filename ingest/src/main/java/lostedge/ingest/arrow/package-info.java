/**
 * The Arrow IPC file format: record batches of primitive columns, dictionaries, and metadata, written and read straight
 * from and to Java arrays. The entry types are {@link lostedge.ingest.arrow.ArrowFileWriter} and
 * {@link lostedge.ingest.arrow.ArrowFileReader}.
 *
 * <p>The layout is that of "Arrow Columnar Format", version 1.5, section "IPC File Format"
 * (https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format):
 *
 * <pre>
 * "ARROW1" 0 0 | message: schema | message: record batch ... | message: dictionary batch ... | end of stream
 *              | footer: schema, place of each batch | int32 length of the footer | "ARROW1"
 * message    = ff ff ff ff | int32 length of the header | header (flatbuffer), padded to 8 | body, padded to 8
 * </pre>
 *
 * <p>Dictionaries stand behind the batches that use them, which the file format allows ("there is no requirement that
 * dictionary keys should be defined in a DictionaryBatch before they are used in a RecordBatch"): so a dictionary may
 * grow until the last row, in one pass. The headers are built with Arrow's own generated classes; the vectors and
 * allocators of Arrow's Java library are not needed for columns that are primitive arrays already, and cost more time
 * to load than a small recording takes to analyse.
 */
@NullMarked
package lostedge.ingest.arrow;

import org.jspecify.annotations.NullMarked;

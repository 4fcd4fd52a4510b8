/**
 * The Apache Parquet file format, as far as flat tables of integers, floating point numbers, booleans and texts need
 * it: {@link lostedge.ingest.parquet.ParquetFileWriter}.
 *
 * <p>The layout is that of https://parquet.apache.org/docs/file-format/:
 *
 * <pre>
 * "PAR1" | row group ... | FileMetaData (Thrift compact protocol) | int32 length of it | "PAR1"
 * row group    = column chunk ...
 * column chunk = dictionary page (texts that repeat) | data page
 * page         = PageHeader (Thrift) | ZSTD( definition levels, values )
 * </pre>
 *
 * <p>The Thrift structures are Parquet's own generated classes; values are encoded PLAIN or RLE_DICTIONARY. One page
 * per chunk is enough because a row group is what is held in memory anyway. Parquet's Java library is not used beyond
 * that: it needs Hadoop's classes to write a file.
 */
@NullMarked
package lostedge.ingest.parquet;

import org.jspecify.annotations.NullMarked;

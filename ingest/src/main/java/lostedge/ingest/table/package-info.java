/**
 * Table files: rows written one by one under a {@link lostedge.ingest.table.TableSchema} to Arrow IPC, Parquet or CSV.
 *
 * <p>{@link lostedge.ingest.table.TableFormat#create} opens a {@link lostedge.ingest.table.TableWriter}. Every format
 * holds the same rows; Arrow and Parquet also hold units and descriptions. A file appears under its name only when it
 * is complete.
 */
@NullMarked
package lostedge.ingest.table;

import org.jspecify.annotations.NullMarked;

/**
 * trace-cmd's {@code trace.dat}, versions 6 and 7: {@link lostedge.ingest.tracedat.TraceDatReader} decodes the kernel's
 * ring buffer pages with the event formats the file itself carries.
 *
 * <pre>
 * version 6: 17 08 44 "tracing" "6\0" endian long-size page-size, then one after the other header_page, header_event,
 *            formats, kallsyms, printk, command lines, CPU count, "options  \0", "flyrecord\0" and per CPU an offset
 *            and a size of its pages
 * version 7: the same magic and "7\0", then compression name and version, then the offset of the first section;
 *            section: u16 id, u16 flags (1: compressed), u32 description, u64 size, bytes; section 0 holds options that
 *            point to all others; buffers are chunks of u32 packed size, u32 size, packed pages
 * page:      u64 time stamp, long commit (bit 31: events missed before it, bit 30: their number follows the data),
 *            records
 * record:    u32 of 5 bits type and 27 bits time delta, payload
 * </pre>
 *
 * <p>Layouts: {@code trace-cmd.dat.v6(5)}, {@code trace-cmd.dat.v7(5)} and the kernel's <a
 * href="https://docs.kernel.org/trace/ring-buffer-design.html">ring buffer design</a>.
 */
@NullMarked
package lostedge.ingest.tracedat;

import org.jspecify.annotations.NullMarked;

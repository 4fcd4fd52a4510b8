package lostedge.ingest.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/**
 * Writes a Parquet file front to back. Per row group call {@link #startRowGroup}, then one of the column methods for
 * each field in order; at the end {@link #finish}. The channel stays open.
 */
public final class ParquetFileWriter {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int LEVEL = 3;

    private final WritableByteChannel out;
    private final List<ParquetField> fields;
    private final List<RowGroup> rowGroups = new ArrayList<>();
    private RowGroup group = new RowGroup();
    private int rows;
    private long position;

    /** Starts a file. */
    public ParquetFileWriter(WritableByteChannel out, List<ParquetField> fields) throws IOException {
        this.out = out;
        this.fields = List.copyOf(fields);
        write(MAGIC);
    }

    /** Starts a row group. */
    public void startRowGroup(int rows) {
        this.rows = rows;
        group = new RowGroup(new ArrayList<>(), 0, rows);
        rowGroups.add(group);
    }

    /** Writes the next column, of type INT32 or INT64. */
    public void integers(long[] values, boolean[] present) throws IOException {
        PageBytes page = startPage(present);
        boolean narrow = field().type() == ParquetField.Type.INT32;
        for (int row = 0; row < rows; row++) {
            if (present[row] && narrow) {
                page.putInt((int) values[row]);
            } else if (present[row]) {
                page.putLong(values[row]);
            }
        }
        writeChunk(page, List.of());
    }

    /** Writes the next column, of type DOUBLE. */
    public void doubles(double[] values, boolean[] present) throws IOException {
        PageBytes page = startPage(present);
        for (int row = 0; row < rows; row++) {
            if (present[row]) {
                page.putLong(Double.doubleToLongBits(values[row]));
            }
        }
        writeChunk(page, List.of());
    }

    /** Writes the next column, of type BOOLEAN; any value but 0 is true. */
    public void booleans(long[] values, boolean[] present) throws IOException {
        PageBytes page = startPage(present);
        int[] at = presentRows(present);
        page.putBits(at.length, 1, i -> values[at[i]] != 0 ? 1 : 0);
        writeChunk(page, List.of());
    }

    /** Writes the next column, of type STRING or REPEATED_STRING. */
    public void texts(String[] values, boolean[] present) throws IOException {
        PageBytes page = startPage(present);
        int[] at = presentRows(present);
        if (field().type() == ParquetField.Type.STRING) {
            for (int row : at) {
                page.putText(values[row]);
            }
            writeChunk(page, List.of());
            return;
        }
        Map<String, Integer> dictionary = new LinkedHashMap<>();
        int[] indices = new int[at.length];
        for (int i = 0; i < at.length; i++) {
            Integer known = dictionary.putIfAbsent(values[at[i]], dictionary.size());
            indices[i] = known != null ? known : dictionary.size() - 1;
        }
        int bitWidth = Math.max(1, 32 - Integer.numberOfLeadingZeros(Math.max(0, dictionary.size() - 1)));
        page.write(bitWidth);
        page.putRun(indices.length, bitWidth, i -> indices[i]);
        writeChunk(page, List.copyOf(dictionary.keySet()));
    }

    /** Writes the footer. */
    public void finish(Map<String, String> metadata) throws IOException {
        long total = rowGroups.stream().mapToLong(RowGroup::getNum_rows).sum();
        FileMetaData footer = new FileMetaData(1, schema(), total, rowGroups);
        footer.setCreated_by("lostedge");
        metadata.forEach((key, value) -> footer.addToKey_value_metadata(new KeyValue(key).setValue(value)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer, bytes);
        PageBytes end = new PageBytes();
        end.putInt(bytes.size());
        end.writeBytes(MAGIC);
        write(bytes.toByteArray());
        write(end.toByteArray());
    }

    private ParquetField field() {
        return fields.get(group.getColumnsSize());
    }

    private PageBytes startPage(boolean[] present) {
        PageBytes page = new PageBytes();
        if (field().nullable()) {
            page.putPresence(present, rows);
        }
        return page;
    }

    private int[] presentRows(boolean[] present) {
        return IntStream.range(0, rows).filter(row -> present[row]).toArray();
    }

    private void writeChunk(PageBytes page, List<String> dictionary) throws IOException {
        boolean encoded = field().type() == ParquetField.Type.REPEATED_STRING;
        Encoding encoding = encoded ? Encoding.RLE_DICTIONARY : Encoding.PLAIN;
        long start = position;
        long sizes = 0;
        if (encoded) {
            PageBytes texts = new PageBytes();
            dictionary.forEach(texts::putText);
            PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, 0, 0);
            header.setDictionary_page_header(new DictionaryPageHeader(dictionary.size(), Encoding.PLAIN));
            sizes += writePage(header, texts);
        }
        long data = position;
        PageHeader header = new PageHeader(PageType.DATA_PAGE, 0, 0);
        header.setData_page_header(new DataPageHeader(rows, encoding, Encoding.RLE, Encoding.RLE));
        sizes += writePage(header, page);
        ColumnMetaData chunk = new ColumnMetaData(
                physical(field().type()),
                encoded
                        ? List.of(Encoding.PLAIN, Encoding.RLE, Encoding.RLE_DICTIONARY)
                        : List.of(Encoding.PLAIN, Encoding.RLE),
                List.of(field().name()),
                CompressionCodec.ZSTD,
                rows,
                sizes,
                position - start,
                data);
        if (encoded) {
            chunk.setDictionary_page_offset(start);
        }
        group.addToColumns(new ColumnChunk(0).setMeta_data(chunk));
        group.setTotal_byte_size(group.getTotal_byte_size() + sizes);
    }

    /** Writes a page and returns its size with the header, as if it were not compressed. */
    private long writePage(PageHeader header, PageBytes content) throws IOException {
        byte[] packed = Zstd.compress(content.toByteArray(), LEVEL);
        header.setUncompressed_page_size(content.size());
        header.setCompressed_page_size(packed.length);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        Util.writePageHeader(header, head);
        write(head.toByteArray());
        write(packed);
        return (long) head.size() + content.size();
    }

    private List<SchemaElement> schema() {
        List<SchemaElement> elements = new ArrayList<>();
        elements.add(new SchemaElement("schema").setNum_children(fields.size()));
        for (ParquetField field : fields) {
            SchemaElement element = new SchemaElement(field.name());
            element.setType(physical(field.type()));
            element.setRepetition_type(field.nullable() ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED);
            if (physical(field.type()) == Type.BYTE_ARRAY) {
                element.setConverted_type(ConvertedType.UTF8);
                element.setLogicalType(LogicalType.STRING(new StringType()));
            }
            elements.add(element);
        }
        return elements;
    }

    private static Type physical(ParquetField.Type type) {
        return switch (type) {
            case INT32 -> Type.INT32;
            case INT64 -> Type.INT64;
            case DOUBLE -> Type.DOUBLE;
            case BOOLEAN -> Type.BOOLEAN;
            case STRING, REPEATED_STRING -> Type.BYTE_ARRAY;
        };
    }

    private void write(byte[] bytes) throws IOException {
        position += bytes.length;
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }
}

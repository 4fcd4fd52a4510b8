package lostedge.ingest.arrow;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lostedge.ingest.reader.RecordingException;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * Reads an Arrow IPC file of the column types {@link ArrowField} names, batch by batch. Whatever the bytes, it either
 * reads them or refuses them with a {@link RecordingException}, in memory bounded by a few batches.
 */
public final class ArrowFileReader implements Closeable {
    /** Most bytes of a footer or of one batch; what {@link ArrowFileWriter} writes stays far below. */
    private static final int MAX_BYTES = 1 << 28;

    private final SeekableByteChannel channel;
    private final long start;
    private final long end;
    private final String name;
    private final Footer footer;
    private final List<ArrowField> fields;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final BatchColumns columns;

    /**
     * Opens a whole file.
     *
     * @param channel is closed with the reader
     * @param name of the file, for messages
     */
    public ArrowFileReader(SeekableByteChannel channel, String name) throws IOException {
        this(channel, 0, channel.size(), name);
    }

    /** Opens a file that stands within another, from offset {@code start} up to {@code end}. */
    public ArrowFileReader(SeekableByteChannel channel, long start, long end, String name) throws IOException {
        this.channel = channel;
        this.start = start;
        this.end = end;
        this.name = name;
        byte[] magic = ArrowFileWriter.MAGIC;
        if (start < 0 || end > channel.size() || end - start < 2L * magic.length + 8) {
            throw refusal("too short for an Arrow IPC file");
        }
        ByteBuffer trailer = bytes(end - start - magic.length - 4, magic.length + 4);
        int length = trailer.getInt();
        byte[] last = new byte[magic.length];
        trailer.get(last);
        if (!Arrays.equals(last, magic)) {
            throw refusal("does not end as an Arrow IPC file does: truncated, or never finished");
        }
        ByteBuffer footerBytes = bytes(end - start - magic.length - 4 - length, length);
        footer = parsed(() -> Footer.getRootAsFooter(footerBytes));
        fields = parsed(() -> FieldHeaders.fields(footer.schema()));
        parsed(() -> FieldHeaders.readMetadata(footer.schema(), metadata));
        columns = new BatchColumns(fields);
    }

    /** {@return the columns} */
    public List<ArrowField> fields() {
        return fields;
    }

    /** {@return the schema's metadata} */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** {@return how many record batches there are} */
    public int batches() throws IOException {
        return parsed(footer::recordBatchesLength);
    }

    /**
     * Reads a record batch.
     *
     * @param index from 0 to {@link #batches} - 1
     * @return its columns, valid until the next call
     */
    public BatchColumns readBatch(int index) throws IOException {
        return parsed(() -> {
            Block block = footer.recordBatches(index);
            Message message = header(block, MessageHeader.RecordBatch);
            RecordBatch batch = (RecordBatch) message.header(new RecordBatch());
            columns.load(batch, body(block));
            return columns;
        });
    }

    /** {@return the texts of a dictionary, in the order of their indices} */
    public List<String> readDictionary(long id) throws IOException {
        return parsed(() -> {
            for (int i = 0; i < footer.dictionariesLength(); i++) {
                Block block = footer.dictionaries(i);
                Message message = header(block, MessageHeader.DictionaryBatch);
                DictionaryBatch dictionary = (DictionaryBatch) message.header(new DictionaryBatch());
                if (dictionary.id() == id) {
                    BatchColumns values = new BatchColumns(
                            List.of(new ArrowField("", ArrowField.Type.UTF8, false, ArrowField.PLAIN, Map.of())));
                    values.load(dictionary.data(), body(block));
                    return texts(values);
                }
            }
            throw refusal("no dictionary " + id);
        });
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static List<String> texts(BatchColumns values) {
        ByteBuffer offsets = values.data(0);
        byte[] bytes = values.textBytes(0);
        List<String> texts = new ArrayList<>(values.rows());
        for (int i = 0; i < values.rows(); i++) {
            int from = offsets.getInt(4 * i);
            texts.add(new String(bytes, from, offsets.getInt(4 * i + 4) - from, StandardCharsets.UTF_8));
        }
        return texts;
    }

    private Message header(Block block, byte type) throws IOException {
        ByteBuffer bytes = bytes(block.offset(), block.metaDataLength());
        Message message = Message.getRootAsMessage(bytes.position(8).slice().order(ByteOrder.LITTLE_ENDIAN));
        if (message.headerType() != type) {
            throw refusal("offset " + (start + block.offset()) + ": not the kind of batch the footer promises");
        }
        return message;
    }

    private byte[] body(Block block) throws IOException {
        return bytes(block.offset() + block.metaDataLength(), block.bodyLength())
                .array();
    }

    private ByteBuffer bytes(long offset, long length) throws IOException {
        if (length < 0 || length > MAX_BYTES || offset < 0 || offset > end - start - length) {
            throw refusal("a part of " + length + " bytes at offset " + offset + " does not fit the file");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(start + offset);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException(name + ": the file became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    private interface Parse<T> {
        T get() throws IOException;
    }

    /** What damaged headers make the generated classes throw becomes a refusal. */
    private <T> T parsed(Parse<T> parse) throws IOException {
        try {
            return parse.get();
        } catch (RuntimeException | AssertionError e) {
            throw refusal("damaged Arrow header or batch (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** {@return a refusal of the file, to be thrown} */
    public RecordingException refusal(String why) {
        return new RecordingException(name, "", why);
    }
}

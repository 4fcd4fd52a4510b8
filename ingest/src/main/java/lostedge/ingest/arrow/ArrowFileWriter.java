package lostedge.ingest.arrow;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lostedge.ingest.arrow.IpcHeaders.Place;

/**
 * Writes an Arrow IPC file front to back: record batches as they come, then dictionaries, then the footer.
 *
 * <p>Fill {@link #body}, call {@link #writeBatch}; at the end {@link #writeDictionary} for each dictionary id of the
 * fields, and {@link #finish}. The channel stays open.
 */
public final class ArrowFileWriter implements Closeable {
    static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    static final int CONTINUATION = -1;
    /** A channel copies what it is given off the heap first: not too much of it at once. */
    private static final int WRITE_BYTES = 1 << 20;

    private final SeekableByteChannel out;
    private final List<ArrowField> fields;
    private final BatchBody body;
    private final List<Place> batches = new ArrayList<>();
    private final List<Place> dictionaries = new ArrayList<>();
    private long position;
    private boolean ended;

    /**
     * Starts a file.
     *
     * @param compressed whether it is to be small rather than mapped
     * @param metadata what is known at the start; readers of the file form see that given to {@link #finish} instead
     */
    public ArrowFileWriter(
            SeekableByteChannel out, List<ArrowField> fields, boolean compressed, Map<String, String> metadata)
            throws IOException {
        this.out = out;
        body = new BatchBody(compressed);
        this.fields = List.copyOf(fields);
        write(ByteBuffer.allocate(8).put(MAGIC).position(8).flip());
        writeHeader(IpcHeaders.schema(fields, metadata));
    }

    /** {@return the columns} */
    public List<ArrowField> fields() {
        return fields;
    }

    /** {@return the body of the next batch, to be filled} */
    public BatchBody body() {
        return body;
    }

    /** Writes the body as a record batch and empties it. */
    public void writeBatch() throws IOException {
        batches.add(writeMessage(IpcHeaders.recordBatch(body)));
    }

    /** Writes the texts that the indices of a dictionary-encoded column stand for. */
    public void writeDictionary(long id, List<String> texts) throws IOException {
        body.clear();
        body.column(texts.size(), 0);
        body.allPresent();
        body.texts(texts);
        dictionaries.add(writeMessage(IpcHeaders.dictionaryBatch(id, body)));
    }

    /**
     * Marks the end of the batches; what the caller writes to the channel up to {@link #finish} is stepped over by
     * readers.
     */
    public void endStream() throws IOException {
        write(littleEndian(8).putInt(CONTINUATION).putInt(0).flip());
        ended = true;
    }

    /** Writes the footer. */
    public void finish(Map<String, String> metadata) throws IOException {
        if (!ended) {
            endStream();
        }
        ByteBuffer footer = IpcHeaders.footer(fields, metadata, dictionaries, batches);
        int length = footer.remaining();
        write(footer);
        write(littleEndian(4 + MAGIC.length).putInt(length).put(MAGIC).flip());
    }

    /** Frees the memory of the compressor. */
    @Override
    public void close() {
        body.close();
    }

    private Place writeMessage(ByteBuffer header) throws IOException {
        long offset = position;
        writeHeader(header);
        int headerLength = (int) (position - offset);
        ByteBuffer bytes = body.bytes();
        long bodyLength = bytes.remaining();
        int end = bytes.limit();
        for (int[] hole : body.holes()) {
            write(bytes.limit(hole[0]));
            skip(hole[1] - hole[0]);
            bytes.limit(end).position(hole[1]);
        }
        write(bytes);
        body.clear();
        return new Place(offset, headerLength, bodyLength);
    }

    /** Leaves zeros out, which read as such but take no room. */
    private void skip(int zeros) throws IOException {
        position += zeros;
        out.position(out.position() + zeros);
    }

    /** {@return the message that stands for a schema, as it occurs at the start of a file} */
    public static byte[] schemaMessage(List<ArrowField> fields, Map<String, String> metadata) {
        return framed(IpcHeaders.schema(fields, metadata)).array();
    }

    private void writeHeader(ByteBuffer header) throws IOException {
        write(framed(header));
    }

    private static ByteBuffer framed(ByteBuffer header) {
        int length = (header.remaining() + 7) & ~7;
        return littleEndian(8 + length)
                .putInt(CONTINUATION)
                .putInt(length)
                .put(header)
                .position(8 + length)
                .flip();
    }

    private void write(ByteBuffer bytes) throws IOException {
        position += bytes.remaining();
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + WRITE_BYTES));
            out.write(bytes);
        }
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}

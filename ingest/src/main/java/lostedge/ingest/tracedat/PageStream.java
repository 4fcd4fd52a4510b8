package lostedge.ingest.tracedat;

import java.io.IOException;
import java.nio.ByteBuffer;
import lostedge.ingest.bytes.FileBytes;
import lostedge.ingest.bytes.Words;

/** The pages of one CPU in order, read and unpacked a block at a time. */
final class PageStream {
    private static final int PAGES_PER_BLOCK = 16;
    private static final long MAX_CHUNK = 64L << 20;

    private final FileBytes in;
    private final Compression compression;
    private final int pageSize;
    private long end;
    private long offset;
    private long chunksLeft;
    private byte[] block = {};
    private int blockEnd;
    private int page;
    private long damagedChunks;

    PageStream(FileBytes in, Compression compression, int pageSize, TraceDatFile.CpuPart part) throws IOException {
        this.in = in;
        this.compression = compression;
        this.pageSize = pageSize;
        offset = part.offset();
        end = offset + part.size();
        in.seek(offset);
        if (part.size() < 0 || end < offset || end > in.size()) {
            throw in.refuse("expected " + Long.toUnsignedString(part.size()) + " bytes of pages of CPU " + part.cpu()
                    + ", the file has " + (in.size() - offset));
        }
        if (compression != Compression.NONE && part.size() > 0) {
            // the announced size counts the chunks, not the word that tells their number
            chunksLeft = in.u32();
            offset += 4;
            end += 4;
        }
    }

    /** Moves to the next page; {@return false if there is none} */
    boolean next() throws IOException {
        page += pageSize;
        while (page + pageSize > blockEnd) {
            if (!(compression == Compression.NONE ? readBlock() : readChunk())) {
                return false;
            }
            page = 0;
        }
        return true;
    }

    /** {@return the bytes that hold the page, valid until {@link #next}, with {@link Words#PADDING} behind} */
    byte[] bytes() {
        return block;
    }

    /** {@return where in {@link #bytes} the page begins} */
    int start() {
        return page;
    }

    /** {@return how many chunks could not be unpacked and were passed over} */
    long damagedChunks() {
        return damagedChunks;
    }

    private boolean readBlock() throws IOException {
        long size = Math.min((long) PAGES_PER_BLOCK * pageSize, end - offset);
        if (size == 0) {
            return false;
        }
        if (size % pageSize != 0) {
            in.seek(offset);
            throw in.refuse("expected whole pages of " + pageSize + " bytes, found " + size);
        }
        allocate((int) size);
        in.read(offset, ByteBuffer.wrap(block, 0, (int) size).slice());
        offset += size;
        return true;
    }

    private void allocate(int size) {
        if (block.length < size + Words.PADDING) {
            block = new byte[size + Words.PADDING];
        }
        blockEnd = size;
    }

    private boolean readChunk() throws IOException {
        if (chunksLeft == 0 || offset == end) {
            return false;
        }
        chunksLeft--;
        in.seek(offset);
        long packedSize = in.u32();
        long unpackedSize = in.u32();
        if (packedSize > end - in.at() || unpackedSize > MAX_CHUNK) {
            throw in.refuse("expected a chunk of pages, found one of " + packedSize + " bytes for " + unpackedSize);
        }
        byte[] packed = in.array(packedSize);
        offset = in.at();
        allocate((int) unpackedSize);
        if (!compression.unpack(packed, block, (int) unpackedSize)) {
            damagedChunks++;
            blockEnd = 0;
        }
        return true;
    }
}

package lostedge.ingest.compression;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The compressed file formats, each recognised by its first bytes. */
public enum Compression {
    /** RFC 1952. */
    GZIP("gzip", 0x1f, 0x8b, 0x08),
    /** The .xz file format, tukaani.org. */
    XZ("xz", 0xfd, '7', 'z', 'X', 'Z', 0x00),
    /** bzip2, with the first block. */
    BZIP2("bzip2", 'B', 'Z', 'h'),
    /** RFC 8878. */
    ZSTD("zstd", 0x28, 0xb5, 0x2f, 0xfd),
    /** lz4_Frame_format.md. */
    LZ4("lz4", 0x04, 0x22, 0x4d, 0x18);

    /** Largest window or dictionary a decompressor may ask memory for, in bytes. */
    private static final int MAX_WINDOW_BYTES = 128 << 20;

    private static final byte[] BZIP2_BLOCK = bytes(0x31, 0x41, 0x59, 0x26, 0x53, 0x59);
    private static final byte[] BZIP2_END = bytes(0x17, 0x72, 0x45, 0x38, 0x50, 0x90);

    private final String toolName;
    private final byte[] magic;

    Compression(String toolName, int... magic) {
        this.toolName = toolName;
        this.magic = bytes(magic);
    }

    /** {@return the name of the command that writes the format} */
    public String toolName() {
        return toolName;
    }

    /** {@return the format these first bytes open, or null if none} */
    public static @Nullable Compression of(byte[] head) {
        int start = afterSkippableFrames(head);
        for (Compression format : values()) {
            boolean framed = format == ZSTD || format == LZ4;
            if (startsWith(head, framed ? start : 0, format.magic) && (format != BZIP2 || isBzip2(head))) {
                return format;
            }
        }
        return null;
    }

    /**
     * Opens the decompressed bytes. The stream ends with a {@link lostedge.ingest.reader.RecordingException} if the
     * compressed bytes are damaged, end early or expand to more than allowed.
     *
     * @param name the recording's name for messages
     * @param allowedBytes most bytes there may be
     */
    public InputStream decompress(InputStream compressed, String name, long allowedBytes) {
        return new DecompressionStream(compressed, this, name, allowedBytes);
    }

    /**
     * Opens the decompressed bytes. The stream covers concatenated members and ends with an exception, never silently,
     * if the compressed bytes end early.
     */
    InputStream unbounded(InputStream compressed) throws IOException {
        return switch (this) {
            case GZIP ->
                GzipCompressorInputStream.builder()
                        .setInputStream(compressed)
                        .setDecompressConcatenated(true)
                        .get();
            case XZ -> new XZInputStream(compressed, MAX_WINDOW_BYTES >> 10);
            case BZIP2 -> new BZip2CompressorInputStream(compressed, true);
            case ZSTD -> new ZstdInputStream(compressed);
            case LZ4 -> new FramedLZ4CompressorInputStream(compressed, true);
        };
    }

    private static boolean isBzip2(byte[] head) {
        return head.length > 3
                && head[3] >= '1'
                && head[3] <= '9'
                && (startsWith(head, 4, BZIP2_BLOCK) || startsWith(head, 4, BZIP2_END));
    }

    /** Zstandard and LZ4 share skippable frames: a magic, a little-endian length, so many bytes. */
    private static int afterSkippableFrames(byte[] head) {
        int at = 0;
        while (head.length - at >= 8
                && (head[at] & 0xf0) == 0x50
                && startsWith(head, at + 1, bytes(0x2a, 0x4d, 0x18))) {
            long length = (head[at + 4] & 0xffL)
                    | (head[at + 5] & 0xffL) << 8
                    | (head[at + 6] & 0xffL) << 16
                    | (head[at + 7] & 0xffL) << 24;
            if (length > head.length - at - 8) {
                return 0;
            }
            at += 8 + (int) length;
        }
        return at;
    }

    private static boolean startsWith(byte[] bytes, int from, byte[] prefix) {
        return bytes.length - from >= prefix.length
                && Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}

package lostedge.ingest.tracedat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** How version 7 packs sections and chunks of pages. */
enum Compression {
    NONE,
    ZLIB,
    ZSTD;

    /**
     * Unpacks a whole packed block.
     *
     * @return whether it unpacked to exactly {@code size} bytes
     */
    boolean unpack(byte[] packed, byte[] into, int size) {
        return switch (this) {
            case NONE -> false;
            case ZLIB -> inflate(packed, into, size);
            case ZSTD -> zstd(packed, into, size);
        };
    }

    private static boolean inflate(byte[] packed, byte[] into, int size) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            int done = 0;
            while (done < size) {
                int more = inflater.inflate(into, done, size - done);
                if (more == 0) {
                    return false;
                }
                done += more;
            }
            return true;
        } catch (DataFormatException damaged) {
            return false;
        } finally {
            inflater.end();
        }
    }

    private static boolean zstd(byte[] packed, byte[] into, int size) {
        try {
            return Zstd.decompressByteArray(into, 0, size, packed, 0, packed.length) == size;
        } catch (ZstdException damaged) {
            return false;
        }
    }
}

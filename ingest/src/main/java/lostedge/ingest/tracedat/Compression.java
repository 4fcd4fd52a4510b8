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
     * @return whether it unpacked to exactly {@code into.length} bytes
     */
    boolean unpack(byte[] packed, byte[] into) {
        return switch (this) {
            case NONE -> false;
            case ZLIB -> inflate(packed, into);
            case ZSTD -> zstd(packed, into);
        };
    }

    private static boolean inflate(byte[] packed, byte[] into) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            int done = 0;
            while (done < into.length) {
                int more = inflater.inflate(into, done, into.length - done);
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

    private static boolean zstd(byte[] packed, byte[] into) {
        try {
            return Zstd.decompressByteArray(into, 0, into.length, packed, 0, packed.length) == into.length;
        } catch (ZstdException damaged) {
            return false;
        }
    }
}

package lostedge.ingest.ctf;

import java.io.IOException;
import java.nio.ByteBuffer;
import lostedge.ingest.bytes.FileBytes;

/** Looks for the next packet behind a damaged place. */
final class PacketSearch {
    private static final int BLOCK_BYTES = 64 << 10;

    private PacketSearch() {}

    /** {@return the next offset at which the signature stands, or the file's size if there is none or it is empty} */
    static long next(FileBytes file, long from, byte[] signature) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        long at = from;
        while (signature.length > 0 && file.size() - at >= signature.length) {
            int length = (int) Math.min(BLOCK_BYTES, file.size() - at);
            file.read(at, ByteBuffer.wrap(block, 0, length).slice());
            for (int i = 0; i + signature.length <= length; i++) {
                if (startsWith(block, i, signature)) {
                    return at + i;
                }
            }
            at += length - signature.length + 1;
        }
        return file.size();
    }

    private static boolean startsWith(byte[] block, int from, byte[] signature) {
        for (int i = 0; i < signature.length; i++) {
            if (block[from + i] != signature[i]) {
                return false;
            }
        }
        return true;
    }
}

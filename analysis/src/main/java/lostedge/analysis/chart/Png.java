package lostedge.analysis.chart;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A picture as a PNG file of three bytes a pixel (W3C, Portable Network Graphics). Every row is stored as its
 * difference to the one above, which suits charts: most of their rows repeat.
 */
final class Png {
    private static final long SIGNATURE = 0x89_50_4E_47_0D_0A_1A_0AL;
    private static final byte BITS_A_CHANNEL = 8;
    private static final byte TRUE_COLOUR = 2;
    private static final byte UP = 2;
    private static final int CHANNELS = 3;
    /** Bytes of a chunk beside its content: length, type, checksum. */
    private static final int AROUND_A_CHUNK = 12;

    private Png() {}

    /** {@return the file of a picture of type {@link BufferedImage#TYPE_INT_RGB}} */
    static byte[] of(BufferedImage image) {
        ByteBuffer header = ByteBuffer.allocate(13)
                .putInt(image.getWidth())
                .putInt(image.getHeight())
                .put(BITS_A_CHANNEL)
                .put(TRUE_COLOUR);
        byte[] rows = rows(image);
        byte[] packed = new byte[rows.length + rows.length / 1000 + 64];
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        deflater.setInput(rows);
        deflater.finish();
        int packedBytes = deflater.deflate(packed);
        deflater.end();
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + 3 * AROUND_A_CHUNK + header.capacity() + packedBytes);
        file.putLong(SIGNATURE);
        chunk(file, "IHDR", header.array(), header.capacity());
        chunk(file, "IDAT", packed, packedBytes);
        chunk(file, "IEND", new byte[0], 0);
        return file.array();
    }

    /** {@return each row after the number of its filter} */
    private static byte[] rows(BufferedImage image) {
        int width = image.getWidth();
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        byte[] rows = new byte[image.getHeight() * (1 + width * CHANNELS)];
        int at = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (i % width == 0) {
                rows[at++] = UP;
            }
            int rgb = pixels[i];
            int above = i < width ? 0 : pixels[i - width];
            if (rgb != above) {
                rows[at] = (byte) ((rgb >> 16) - (above >> 16));
                rows[at + 1] = (byte) ((rgb >> 8) - (above >> 8));
                rows[at + 2] = (byte) (rgb - above);
            }
            at += CHANNELS;
        }
        return rows;
    }

    private static void chunk(ByteBuffer file, String type, byte[] content, int bytes) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(content, 0, bytes);
        file.putInt(bytes).put(name).put(content, 0, bytes).putInt((int) checksum.getValue());
    }
}

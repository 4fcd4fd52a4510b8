package lostedge.ingest.tracepoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import lostedge.engine.event.Labels;

/**
 * Interns texts inside records without making a string for those it has met: an open-addressed table keyed by the bytes
 * themselves.
 */
final class TextInterner {
    private static final int MAX_KEPT = 1 << 16;

    private final Labels labels;
    private byte[][] texts = new byte[256][];
    private int[] ids = new int[256];
    private int count;

    TextInterner(Labels labels) {
        this.labels = labels;
    }

    /** {@return the label of the bytes from {@code from} up to the first NUL, at most {@code length} of them} */
    int intern(ByteBuffer bytes, int from, int length) {
        int hash = 1;
        int size = 0;
        for (byte b; size < length && (b = bytes.get(from + size)) != 0; size++) {
            hash = 31 * hash + b;
        }
        hash ^= hash >>> 15;
        int slot = hash & texts.length - 1;
        for (byte[] text; (text = texts[slot]) != null; slot = slot + 1 & texts.length - 1) {
            if (matches(text, bytes, from, size)) {
                return ids[slot];
            }
        }
        return add(bytes, from, size, slot);
    }

    private static boolean matches(byte[] text, ByteBuffer bytes, int from, int size) {
        if (text.length != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (text[i] != bytes.get(from + i)) {
                return false;
            }
        }
        return true;
    }

    private int add(ByteBuffer bytes, int from, int size, int slot) {
        byte[] text = new byte[size];
        for (int i = 0; i < size; i++) {
            text[i] = bytes.get(from + i);
        }
        int id = labels.intern(new String(text, StandardCharsets.UTF_8));
        if (count < MAX_KEPT) {
            texts[slot] = text;
            ids[slot] = id;
            if (++count * 2 > texts.length) {
                grow();
            }
        }
        return id;
    }

    private void grow() {
        byte[][] oldTexts = texts;
        int[] oldIds = ids;
        texts = new byte[oldTexts.length * 2][];
        ids = new int[oldTexts.length * 2];
        for (int i = 0; i < oldTexts.length; i++) {
            if (oldTexts[i] != null) {
                int hash = Arrays.hashCode(oldTexts[i]);
                hash ^= hash >>> 15;
                int slot = hash & texts.length - 1;
                while (texts[slot] != null) {
                    slot = slot + 1 & texts.length - 1;
                }
                texts[slot] = oldTexts[i];
                ids[slot] = oldIds[i];
            }
        }
    }
}

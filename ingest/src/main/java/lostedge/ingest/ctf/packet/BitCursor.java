package lostedge.ingest.ctf.packet;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import lostedge.ingest.bytes.FileBytes;

/**
 * Hot: the fields of a packet, bit by bit, out of a window on its file. Bits are counted from the start of the packet;
 * in little-endian bytes the first bit is the lowest, in big-endian bytes the highest.
 *
 * <p>Nothing is read beyond the {@link #limit} or beyond {@link #MOST_BYTES} from where the window was last moved; the
 * attempt is {@link Damage}.
 */
public final class BitCursor {
    /** Most bytes one event, or one packet's head, may have. */
    public static final int MOST_BYTES = 32 << 10;

    private static final int WINDOW_BYTES = 2 * MOST_BYTES;
    private static final int PADDING = 64;
    private static final int STEPS_PER_BIT = 8;
    private static final int MOST_STEPS = 1 << 16;
    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** A packet contradicts its metadata. */
    public static final class Damage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Damage(String what) {
            super(what, null, false, false);
        }
    }

    private final byte[] window = new byte[WINDOW_BYTES + PADDING];
    /** Offset in the file of the first byte of the window, and how many are in it. */
    private long windowAt;

    private int filled;
    private long packetAt;
    /** Bits from the start of the packet. */
    private long at;

    private long end;
    private long readable;
    /** The last position from which {@link #MOST_BYTES}, or all of the packet, stand in the window. */
    private long stays = -1;

    private long work = MOST_STEPS;

    private static Damage beyondTheEnd() {
        return new Damage("a field goes beyond the end");
    }

    /**
     * {@return the bytes of the window, which positions of texts index; valid until it is moved, readable 64 bytes
     * beyond the last}
     */
    public byte[] bytes() {
        return window;
    }

    /** Stands at the start of the packet at an offset of a file, which it may be read to the end of. */
    public void open(FileBytes file, long offset) throws IOException {
        packetAt = offset;
        at = 0;
        end = (file.size() - offset) * Byte.SIZE;
        fill(file);
    }

    /** Forgets what is in the window, because another file is read. */
    public void forget() {
        filled = 0;
    }

    /** {@return bits from the start of the packet} */
    public long position() {
        return at;
    }

    /** Sets where the content of the packet ends, in bits from its start. */
    public void limit(long bits) {
        end = bits;
        readable = Math.min(readable, end);
    }

    /** {@return whether the content of the packet ends here} */
    public boolean atEnd() {
        return at >= end;
    }

    /** Makes sure that {@link #MOST_BYTES} from here, or all of the packet, stand in the window. */
    public void move(FileBytes file) throws IOException {
        if (at > stays) {
            fill(file);
        }
    }

    private void fill(FileBytes file) throws IOException {
        long here = packetAt + (at >>> 3);
        long wanted = Math.min(MOST_BYTES, packetAt + (end + 7 >>> 3) - here);
        if (here < windowAt || here + wanted > windowAt + filled) {
            fill(file, here);
        }
        long inWindow = (windowAt + filled - packetAt) * Byte.SIZE;
        readable = Math.min(end, inWindow);
        stays = inWindow >= end ? end : inWindow - MOST_BYTES * Byte.SIZE;
    }

    private void fill(FileBytes file, long here) throws IOException {
        int kept = 0;
        if (here >= windowAt && here < windowAt + filled) {
            kept = (int) (windowAt + filled - here);
            System.arraycopy(window, (int) (here - windowAt), window, 0, kept);
        }
        windowAt = here;
        int more = (int) Math.min(WINDOW_BYTES - kept, file.size() - here - kept);
        ByteBuffer into = ByteBuffer.wrap(window, kept, more).slice();
        file.read(here + kept, into);
        filled = kept + more;
    }

    /** Moves on to the next multiple of an alignment, a power of two. */
    void align(int alignment) {
        at = at + alignment - 1 & -(long) alignment;
    }

    /** Moves on over bits that are not wanted. */
    void skip(long bits) {
        require(bits);
        at += bits;
    }

    /** Moves on over bits that were {@linkplain #require required}. */
    void pass(long bits) {
        at += bits;
    }

    /** Makes sure that so many bits can be read. */
    void require(long bits) {
        if (bits > readable - at) {
            throw beyondTheEnd();
        }
    }

    /** Reads an integer of up to 64 bits; a signed one is extended to 64 bits. */
    long number(int size, boolean signed, boolean bigEndian) {
        require(size);
        long value = number(0, size, signed, bigEndian);
        at += size;
        return value;
    }

    /** {@return an integer at a distance in bits, which was {@linkplain #require required}} */
    long number(long distance, int size, boolean signed, boolean bigEndian) {
        int index = index(distance);
        int bit = (int) (at + distance) & 7;
        long value;
        if (bigEndian) {
            value = (long) BIG.get(window, index) << bit;
            if (bit + size > Long.SIZE) {
                value |= (window[index + Long.BYTES] & 0xFF) >>> Byte.SIZE - bit;
            }
            return signed ? value >> Long.SIZE - size : value >>> Long.SIZE - size;
        }
        value = (long) LITTLE.get(window, index) >>> bit;
        if (bit + size > Long.SIZE) {
            value |= (long) window[index + Long.BYTES] << Long.SIZE - bit;
        }
        value <<= Long.SIZE - size;
        return signed ? value >> Long.SIZE - size : value >>> Long.SIZE - size;
    }

    /** {@return where in {@link #bytes} the current byte stands} */
    int index() {
        return index(0);
    }

    /** {@return where in {@link #bytes} the byte stands that holds the bit at a distance} */
    int index(long distance) {
        return (int) (packetAt - windowAt + (at + distance >>> 3));
    }

    /** Moves behind the next NUL; {@return how many bytes stand before it} */
    int text() {
        int from = index();
        int to = from + (int) (readable - at >>> 3);
        int index = from;
        while (index < to && window[index] != 0) {
            index++;
        }
        if (index >= to) {
            throw beyondTheEnd();
        }
        at += (index + 1L - from) * Byte.SIZE;
        return index - from;
    }

    /** Makes sure that so many elements of so many bits each can be read. */
    void require(long elements, long bits) {
        if (elements < 0 || elements > (readable - at) / bits) {
            throw beyondTheEnd();
        }
    }

    /**
     * Accounts for a step that may take no bits. Bits read pay for them, so that types without bits cannot keep it
     * busy.
     */
    void spend() {
        if (--work < 0) {
            throw new Damage("more fields than bits");
        }
    }

    /** Pays for further steps with bits that were read. */
    public void earn(long bits) {
        work = Math.min(work + STEPS_PER_BIT * bits, MOST_STEPS);
    }
}

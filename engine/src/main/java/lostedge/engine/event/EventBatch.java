package lostedge.engine.event;

/**
 * A run of events as a struct of primitive arrays: row {@code i} of every column is event {@code i}.
 *
 * <p>Rows are in the order of the recording, which is time order except where its clock is too coarse to tell. A batch
 * is filled by an {@link EventSource}, read, and filled again; nobody keeps a reference to it. Ids in {@link #label}
 * and {@link #site} belong to the source's {@link Labels}.
 *
 * <p><b>CPU masks.</b> A send to several CPUs puts 64 of them into one row: bit {@code b} of {@link #reference} is CPU
 * {@code peer + b}, where {@link #peer} is a multiple of 64. A mask reaching over more is a run of rows with equal
 * {@link #timestampNs} and {@link #position}.
 */
public final class EventBatch {
    /** Rows of a batch unless its maker asks for another number. */
    public static final int DEFAULT_CAPACITY = 1 << 16;

    /** "No CPU" in {@link #peer}, "not told" in {@link #cpu}, {@link #pid} and {@link #code}. */
    public static final int NONE = -1;

    /** A pointer in {@link #reference} that the kernel would not print: {@code (____ptrval____)}. */
    public static final long HIDDEN_POINTER = -1L;

    /** Time on the source's {@link Clock}, in ns, or in ticks where the clock has no known rate. */
    public final long[] timestampNs;

    /** The CPU the event happened on, or {@link #NONE} for a kernel log line that names none. */
    public final int[] cpu;

    /** {@link EventKind} ordinal. */
    public final byte[] kind;

    /** {@link ContextFlags}. */
    public final int[] flags;

    /** The task that ran, 0 for the idle task, or {@link #NONE}. */
    public final int[] pid;

    /** The other CPU, the first CPU of a mask's word, or {@link #NONE}. */
    public final int[] peer;

    /** A small number whose meaning the kind tells (irq, vector, softirq, message, pid), or {@link #NONE}. */
    public final int[] code;

    /** A word whose meaning the kind tells (csd, mask, count), or 0. */
    public final long[] reference;

    /** The main name the kind tells (function, handler, callback, comm), as an id, or {@link Labels#NONE}. */
    public final int[] label;

    /** The code position the event was raised from, as an id, or {@link Labels#NONE}. */
    public final int[] site;

    /**
     * Where the event stands in the recording: line number from 1, or byte offset, as {@link EventSource#positions}
     * tells.
     */
    public final long[] position;

    private int size;

    /** An empty batch of {@link #DEFAULT_CAPACITY} rows. */
    public EventBatch() {
        this(DEFAULT_CAPACITY);
    }

    /** An empty batch. */
    public EventBatch(int capacity) {
        timestampNs = new long[capacity];
        cpu = new int[capacity];
        kind = new byte[capacity];
        flags = new int[capacity];
        pid = new int[capacity];
        peer = new int[capacity];
        code = new int[capacity];
        reference = new long[capacity];
        label = new int[capacity];
        site = new int[capacity];
        position = new long[capacity];
    }

    /** {@return how many rows are filled} */
    public int size() {
        return size;
    }

    /** {@return how many rows fit} */
    public int capacity() {
        return timestampNs.length;
    }

    /** {@return whether no further row fits} */
    public boolean isFull() {
        return size == timestampNs.length;
    }

    /** Forgets all rows. */
    public void clear() {
        size = 0;
    }

    /** Declares the first {@code rows} rows filled; for writers that fill the columns directly. */
    public void resize(int rows) {
        if (rows < 0 || rows > timestampNs.length) {
            throw new IndexOutOfBoundsException(rows + " rows in a batch of " + timestampNs.length);
        }
        size = rows;
    }

    /**
     * Appends a row whose optional columns hold their "none"; the caller then sets those the kind fills.
     *
     * @return the row's index
     * @throws IndexOutOfBoundsException if the batch is full
     */
    public int append(long timestampNs, int cpu, EventKind kind, long position) {
        int row = size;
        this.timestampNs[row] = timestampNs;
        this.cpu[row] = cpu;
        this.kind[row] = (byte) kind.ordinal();
        this.position[row] = position;
        flags[row] = 0;
        pid[row] = NONE;
        peer[row] = NONE;
        code[row] = NONE;
        reference[row] = 0;
        label[row] = Labels.NONE;
        site[row] = Labels.NONE;
        size = row + 1;
        return row;
    }

    /** Appends a copy of another batch's row. */
    public void appendFrom(EventBatch other, int row) {
        int to = size;
        timestampNs[to] = other.timestampNs[row];
        cpu[to] = other.cpu[row];
        kind[to] = other.kind[row];
        flags[to] = other.flags[row];
        pid[to] = other.pid[row];
        peer[to] = other.peer[row];
        code[to] = other.code[row];
        reference[to] = other.reference[row];
        label[to] = other.label[row];
        site[to] = other.site[row];
        position[to] = other.position[row];
        size = to + 1;
    }

    /**
     * Appends copies of another batch's rows {@code from} to {@code from + count - 1}.
     *
     * @throws IndexOutOfBoundsException if they do not fit
     */
    public void appendFrom(EventBatch other, int from, int count) {
        System.arraycopy(other.timestampNs, from, timestampNs, size, count);
        System.arraycopy(other.cpu, from, cpu, size, count);
        System.arraycopy(other.kind, from, kind, size, count);
        System.arraycopy(other.flags, from, flags, size, count);
        System.arraycopy(other.pid, from, pid, size, count);
        System.arraycopy(other.peer, from, peer, size, count);
        System.arraycopy(other.code, from, code, size, count);
        System.arraycopy(other.reference, from, reference, size, count);
        System.arraycopy(other.label, from, label, size, count);
        System.arraycopy(other.site, from, site, size, count);
        System.arraycopy(other.position, from, position, size, count);
        size += count;
    }

    /** {@return the row's kind} */
    public EventKind kindAt(int row) {
        return EventKind.of(kind[row]);
    }
}

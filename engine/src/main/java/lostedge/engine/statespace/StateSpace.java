package lostedge.engine.statespace;

import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.SystemState;
import org.jspecify.annotations.Nullable;

/**
 * The reachable states of a system, split by a hash into parts that different threads own, so that none needs a lock.
 */
public final class StateSpace {
    private final IpiSystem system;
    private final boolean symmetric;
    private final int words;
    private final StateSet[] parts;

    /*
     * Once a space is complete, a state's id is the number of its part, shifted by 32, plus its slot.
     */

    /**
     * An empty space.
     *
     * @param parts how many parts, a power of two
     */
    public StateSpace(IpiSystem system, boolean symmetric, int parts) {
        this.system = system;
        this.symmetric = symmetric;
        words = system.layout().words();
        this.parts = new StateSet[parts];
        for (int part = 0; part < parts; part++) {
            this.parts[part] = new StateSet(words, 1 << 14);
        }
    }

    /** {@return the system whose states these are} */
    public IpiSystem system() {
        return system;
    }

    /** {@return words of a state} */
    public int words() {
        return words;
    }

    /** {@return how many parts there are} */
    public int parts() {
        return parts.length;
    }

    /** {@return one part} */
    public StateSet part(int part) {
        return parts[part];
    }

    /** {@return a new maker of representatives for one thread, or null if every state stands for itself} */
    @Nullable
    public CpuSymmetry symmetry() {
        return symmetric ? new CpuSymmetry(system.layout()) : null;
    }

    /** {@return a new state of the system, to be written} */
    public SystemState newState() {
        return new SystemState(system.layout());
    }

    /** {@return the part a state belongs to} */
    public int partOf(long[] state, int offset) {
        return parts.length == 1 ? 0 : (int) StateSet.hash(state, offset, words) & parts.length - 1;
    }

    static int part(long id) {
        return (int) (id >>> 32);
    }

    static int slot(long id) {
        return (int) id;
    }

    /** {@return the id of what stands at a place of a part, be it a state or not} */
    public static long id(int part, int slot) {
        return (long) part << 32 | slot;
    }

    /** Copies a state; {@return false if there is none of that id} */
    public boolean get(long id, long[] to, int offset) {
        return parts[part(id)].get(slot(id), to, offset);
    }

    /** {@return the id of a state of the space} */
    public long find(long[] state, int offset) {
        int part = partOf(state, offset);
        return id(part, parts[part].slot(state, offset));
    }

    /**
     * Finds the ids of the first {@code count} states of an array. All are looked for at once: cache misses overlap.
     */
    public void findAll(long[] states, int count, long[] ids) {
        long[] heads = new long[count];
        for (int i = 0; i < count; i++) {
            int part = partOf(states, i * words);
            ids[i] = id(part, parts[part].start(states, i * words));
        }
        for (int i = 0; i < count; i++) {
            heads[i] = parts[part(ids[i])].head(slot(ids[i]));
        }
        for (int i = 0; i < count; i++) {
            if (words > 1 || heads[i] != states[i]) {
                ids[i] = find(states, i * words);
            }
        }
    }

    /** {@return number of states} */
    public long size() {
        long size = 0;
        for (StateSet part : parts) {
            size += part.size();
        }
        return size;
    }

    /** {@return bytes the sets hold} */
    public long bytes() {
        long bytes = 0;
        for (StateSet part : parts) {
            bytes += part.bytes();
        }
        return bytes;
    }

    /** {@return whether so many further states in each part still fit into a number of bytes} */
    public boolean fits(int additions, long limit) {
        long bytes = 0;
        for (StateSet part : parts) {
            bytes += part.isAboutToGrow(additions) ? part.bytesToGrow() : part.bytes();
        }
        return bytes <= limit;
    }
}

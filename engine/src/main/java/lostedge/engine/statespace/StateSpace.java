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
        if (parts.length == 1) {
            return 0;
        }
        long hash = state[offset];
        for (int i = 1; i < words; i++) {
            hash = hash * 31 + state[offset + i];
        }
        return (int) ((hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL >>> 40) & parts.length - 1;
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

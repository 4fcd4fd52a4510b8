package lostedge.engine.statespace;

import lostedge.engine.model.IpiSystem;
import lostedge.engine.transition.LocalStates;
import lostedge.engine.transition.StepRule;
import lostedge.engine.transition.StepTable;

/**
 * The reachable states of a system, split by a hash into parts that grow by themselves and that different threads own,
 * so that none needs a lock.
 *
 * <p>Once a space is complete, a state's id is the number of its part, shifted by 32, plus its slot.
 */
public final class StateSpace {

    /** No state. */
    public static final long NONE = -1;

    private final IpiSystem system;
    private final LocalStates locals;
    private final boolean symmetry;
    private final boolean confluence;
    private final StepRule rule;
    private final StateSet[] parts;

    /**
     * An empty space.
     *
     * @param rule how its steps are carried out
     * @param symmetry whether one state stands for all numberings of the CPUs
     * @param confluence whether the state after steps that may be taken at once stands for that before
     * @param parts how many parts, a power of two
     */
    public StateSpace(IpiSystem system, StepRule rule, boolean symmetry, boolean confluence, int parts) {
        this.system = system;
        this.rule = rule;
        this.symmetry = symmetry;
        this.confluence = confluence;
        locals = new LocalStates(system.layout());
        this.parts = new StateSet[parts];
        for (int part = 0; part < parts; part++) {
            this.parts[part] = new StateSet();
        }
    }

    /** {@return the system whose states these are} */
    public IpiSystem system() {
        return system;
    }

    /** {@return the numbers its states are made of} */
    public LocalStates locals() {
        return locals;
    }

    /** {@return a new table of the system's steps, for one thread} */
    public StepTable steps() {
        return new StepTable(locals, rule, confluence);
    }

    /** {@return how many parts there are} */
    public int parts() {
        return parts.length;
    }

    /** {@return one part} */
    public StateSet part(int part) {
        return parts[part];
    }

    /** {@return what stands for a state, for the thread that has a table} */
    public Representatives representatives(StepTable table) {
        return new Representatives(table, locals, symmetry);
    }

    /** {@return the part a state belongs to} */
    public int partOf(long state) {
        return parts.length == 1 ? 0 : (int) StateSet.hash(state) & parts.length - 1;
    }

    static int part(long id) {
        return (int) (id >>> 32);
    }

    static int slot(long id) {
        return (int) id;
    }

    /** {@return the id of what stands at a slot of a part, be it a state or not} */
    public static long id(int part, int slot) {
        return (long) part << 32 | slot;
    }

    /** {@return the state of an id, or {@link #NONE}} */
    public long get(long id) {
        return parts[part(id)].get(slot(id));
    }

    /** {@return the id of a state of the space} */
    public long find(long state) {
        int part = partOf(state);
        return id(part, parts[part].slot(state));
    }

    /**
     * Finds the ids of the first {@code count} states of an array. All are looked for at once: cache misses overlap.
     */
    public void findAll(long[] states, int count, long[] ids) {
        long[] heads = new long[count];
        for (int i = 0; i < count; i++) {
            int part = partOf(states[i]);
            ids[i] = id(part, parts[part].start(states[i]));
        }
        for (int i = 0; i < count; i++) {
            heads[i] = get(ids[i]);
        }
        for (int i = 0; i < count; i++) {
            if (heads[i] != states[i]) {
                ids[i] = find(states[i]);
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
}

package lostedge.engine.statespace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A mark for each state of a complete space; states are marked by several threads, and never unmarked. */
public final class Marks {
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    private final StateSpace space;
    private final long[][] marks;

    /** None is marked. */
    public Marks(StateSpace space) {
        this.space = space;
        marks = new long[space.parts()][];
        for (int part = 0; part < marks.length; part++) {
            marks[part] = new long[(space.part(part).slots() >>> 6) + 1];
        }
    }

    /** {@return whether a state of the space is marked; another thread may be about to} */
    public boolean contains(long state) {
        return get(space.find(state));
    }

    /** Marks a state of the space. */
    public void add(long state) {
        set(space.find(state));
    }

    /** {@return whether the state of an id is marked; another thread may be about to} */
    public boolean get(long id) {
        long word = (long) WORD.getOpaque(marks[StateSpace.part(id)], StateSpace.slot(id) >>> 6);
        return (word >>> id & 1) != 0;
    }

    /** Marks the state of an id. */
    public void set(long id) {
        WORD.getAndBitwiseOr(marks[StateSpace.part(id)], StateSpace.slot(id) >>> 6, 1L << id);
    }

    /** {@return bytes held} */
    public long bytes() {
        long bytes = 0;
        for (long[] part : marks) {
            bytes += part.length * 8L;
        }
        return bytes;
    }
}

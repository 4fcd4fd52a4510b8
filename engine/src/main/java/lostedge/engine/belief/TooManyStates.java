package lostedge.engine.belief;

/** Thrown when more states explain a CPU's events than may be kept, or more sends are under way to it. */
public final class TooManyStates extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says no more: who catches it knows where. */
    public TooManyStates() {
        super(null, null, false, false);
    }
}

package lostedge.engine.belief;

/** Thrown when a bound on memory is reached, such as that on the states that explain a CPU's events. */
public final class TooManyStates extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String bound;

    /** Says which bound; who catches it knows where. */
    public TooManyStates(String bound) {
        super(null, null, false, false);
        this.bound = bound;
    }

    /** {@return the bound that was reached, one clause} */
    public String bound() {
        return bound;
    }
}

package lostedge.engine.check;

/**
 * What a check may leave out without a change of its verdict or of the length of its counterexample.
 *
 * @param early whether a violation near the initial state ends the check before all states are known
 * @param symmetry whether states that differ only in the numbering of CPUs count as one
 * @param confluence whether steps that commute with all others are taken at once; only where the property asks that a
 *     goal stays reachable
 */
public record Reduction(boolean early, boolean symmetry, boolean confluence) {
    /** Every state is visited and counted. */
    public static final Reduction NONE = new Reduction(false, false, false);
    /** All that can be left out. */
    public static final Reduction ALL = new Reduction(true, true, true);
}

package lostedge.analysis.simulation;

/** As what a simulated trace is written. */
public enum TraceForm {
    /** {@code trace.txt} and its set-up, as an Alpha kernel prints them: stamps are cut to microseconds. */
    TEXT,
    /** {@code trace.arrow}, a store: every stamp is exact. */
    STORE
}

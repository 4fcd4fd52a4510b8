package lostedge.engine.finding;

/**
 * One event a verdict rests on.
 *
 * @param timestampNs its time on the recording's clock
 * @param cpu its CPU, or -1
 * @param position line or offset in the recording
 * @param says what it shows, one clause; may hold names from the recording, which are hostile text
 */
public record Evidence(long timestampNs, int cpu, long position, String says) {

    /** How firmly a verdict stands. */
    public enum Grade {
        /** The recording holds the events that show it; no other behaviour of the model explains them. */
        SHOWN,
        /** Rules of the model lead from recorded events to it. */
        INFERRED,
        /** Compatible with the recording, and so are others. */
        POSSIBLE
    }
}

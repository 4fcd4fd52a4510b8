package lostedge.engine.belief;

/**
 * What the events so far tell about the steps that leave none.
 *
 * @param sends how far each send is
 * @param busy whether the receiver's handler or function runs: only its senders move
 * @param inSoftirq whether its softirqs are known to run
 */
public record Silence(Sends sends, boolean busy, boolean inSoftirq) {}

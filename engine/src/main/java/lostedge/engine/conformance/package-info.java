/**
 * Conformance of a recording to the model, also known as trace validation: whether the recorded events are those of a
 * behaviour of {@link lostedge.engine.model.IpiSystem} under given assumptions. Entry:
 * {@link lostedge.engine.conformance.Conformance}.
 *
 * <p>Most microsteps leave no event, so the states that explain what was recorded are carried along, CPU by CPU
 * ({@link lostedge.engine.receiver.Receiver}); events tie the CPUs together. A behaviour of the whole machine is one of
 * each CPU's part. So what a part cannot explain, the model cannot; what all parts explain, the model explains but for
 * the order of unrecorded steps among the targets of one send.
 */
@NullMarked
package lostedge.engine.conformance;

import org.jspecify.annotations.NullMarked;

package lostedge.engine.finding;

import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message handled by other means than its own interrupt.
 *
 * @param timestampNs when
 * @param cpu the target that handled it
 * @param message which
 * @param by the means
 * @param inside the interrupt at whose end it was handled, or null
 * @param edge what had become of its edge
 * @param ageNs time from send to rescue, or -1 if the send is not known
 * @param ipiId the message, or -1
 */
public record Rescue(
        long timestampNs,
        int cpu,
        IpiMessage message,
        Ipi.HandledBy by,
        @Nullable InterruptKind inside,
        Ipi.Edge edge,
        long ageNs,
        long ipiId) {}

package lostedge.engine.state;

import lostedge.engine.event.IpiMessage;

/** What a send is. */
public enum Send {
    /** {@code smp_call_function_many}. */
    CALL(IpiMessage.CALL_FUNC),
    /** {@code ttwu_queue_wakelist}. */
    WAKE(IpiMessage.CALL_FUNC),
    /** {@code smp_send_reschedule}. */
    RESCHEDULE(IpiMessage.RESCHEDULE),
    /** {@code smp_send_stop}. */
    STOP(IpiMessage.CPU_STOP);

    private static final Send[] VALUES = values();
    private final int bit;

    Send(IpiMessage message) {
        bit = 1 << message.ordinal();
    }

    static Send of(int ordinal) {
        return VALUES[ordinal];
    }

    /** {@return the bit it sets in its targets' {@code ipi_data[].bits}} */
    public int bit() {
        return bit;
    }
}

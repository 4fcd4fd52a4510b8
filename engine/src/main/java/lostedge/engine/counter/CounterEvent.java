package lostedge.engine.counter;

import java.util.Locale;

/** What is special about one counter in one reading. */
public enum CounterEvent {
    /** Nothing: it was there before and grew or stayed. */
    NONE,
    /** The first reading of the series. */
    FIRST,
    /** A 32-bit counter passed 2^32; its growth is known. */
    WRAP,
    /** It fell without wrapping: the kernel started it anew. Its growth is not known, but at least its count. */
    RESET,
    /** Most counters of the reading fell: the machine was started anew. */
    REBOOT,
    /** Its CPU was not online in the reading before; its growth is since the CPU was last seen. */
    CPU_ONLINE,
    /** Its CPU is no longer online; there is no count. */
    CPU_OFFLINE,
    /** Its row was not in the reading before, nor ever. */
    ROW_NEW,
    /** Its row was missing in the reading before; its growth is since it was last seen. */
    ROW_BACK,
    /** Its row is gone; there is no count. */
    ROW_GONE;

    /** {@return the name in tables, such as "cpu_online", or the empty text for nothing special} */
    public String label() {
        return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
    }
}

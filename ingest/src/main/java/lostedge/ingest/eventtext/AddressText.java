package lostedge.ingest.eventtext;

/**
 * The address, symbol and file that {@code perf script -F ip,sym,dso} prints behind an event's arguments.
 *
 * <pre>
 * irq=27 name=virtio0 ffffffffbaf6dea7 __handle_irq_event_percpu+0x37 ([kernel.kallsyms])
 * </pre>
 */
public final class AddressText {
    private static final int FEWEST_DIGITS = 8;

    private AddressText() {}

    /** {@return where the arguments end that begin at {@code from}, given where their line does} */
    public static int beforeAddress(byte[] bytes, int from, int to) {
        int behind = to > from && bytes[to - 1] == ')' ? wordBefore(bytes, from, to) : to;
        int symbol = wordBefore(bytes, from, behind);
        int addressEnd = spacesBefore(bytes, from, symbol);
        int address = wordBefore(bytes, from, addressEnd);
        if (addressEnd - address < FEWEST_DIGITS || address == from) {
            return to;
        }
        for (int at = address; at < addressEnd; at++) {
            if (Character.digit(bytes[at], 16) < 0) {
                return to;
            }
        }
        return spacesBefore(bytes, from, address);
    }

    private static int wordBefore(byte[] bytes, int from, int to) {
        int at = spacesBefore(bytes, from, to);
        while (at > from && bytes[at - 1] != ' ') {
            at--;
        }
        return at;
    }

    private static int spacesBefore(byte[] bytes, int from, int to) {
        int at = to;
        while (at > from && bytes[at - 1] == ' ') {
            at--;
        }
        return at;
    }
}

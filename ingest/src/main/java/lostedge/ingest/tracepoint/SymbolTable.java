package lostedge.ingest.tracepoint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Kernel addresses to names: {@code /proc/kallsyms} as recording tools copy it into their files, one
 * {@code ffffffff81000000 T _text [module]} a line.
 */
final class SymbolTable {
    /** A table that knows no address. */
    static final SymbolTable EMPTY = new SymbolTable(new long[0], new String[0]);

    private final long[] addresses;
    private final String[] names;

    private SymbolTable(long[] addresses, String[] names) {
        this.addresses = addresses;
        this.names = names;
    }

    /** Parses {@code kallsyms} text; lines that are no symbol are passed over. Addresses are compared as unsigned. */
    static SymbolTable parse(byte[] text) {
        int lines = 0;
        for (byte b : text) {
            if (b == '\n') {
                lines++;
            }
        }
        long[] addresses = new long[lines + 1];
        String[] names = new String[lines + 1];
        int count = 0;
        int at = 0;
        while (at < text.length) {
            int end = at;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            if (parseLine(text, at, end, count, addresses, names)) {
                count++;
            }
            at = end + 1;
        }
        return sorted(Arrays.copyOf(addresses, count), Arrays.copyOf(names, count));
    }

    private static boolean parseLine(byte[] text, int from, int end, int to, long[] addresses, String[] names) {
        long address = 0;
        int at = from;
        while (at < end && Character.digit(text[at], 16) >= 0) {
            address = address << 4 | Character.digit(text[at], 16);
            at++;
        }
        // "address type name": one space, one letter, one space
        if (at == from || at - from > 16 || at + 3 >= end || text[at] != ' ' || text[at + 2] != ' ') {
            return false;
        }
        int nameEnd = at + 3;
        while (nameEnd < end && text[nameEnd] > ' ') {
            nameEnd++;
        }
        addresses[to] = address ^ Long.MIN_VALUE;
        names[to] = new String(text, at + 3, nameEnd - at - 3, StandardCharsets.UTF_8);
        return true;
    }

    private static SymbolTable sorted(long[] addresses, String[] names) {
        for (int i = 1; i < addresses.length; i++) {
            if (addresses[i] < addresses[i - 1]) {
                Integer[] order = new Integer[addresses.length];
                Arrays.setAll(order, j -> j);
                Arrays.sort(order, (a, b) -> Long.compare(addresses[a], addresses[b]));
                long[] sortedAddresses = new long[addresses.length];
                String[] sortedNames = new String[addresses.length];
                for (int j = 0; j < order.length; j++) {
                    sortedAddresses[j] = addresses[order[j]];
                    sortedNames[j] = names[order[j]];
                }
                return new SymbolTable(sortedAddresses, sortedNames);
            }
        }
        return new SymbolTable(addresses, names);
    }

    /**
     * {@return the name of the function that holds an address, or the address as "0x..." if none begins at or before
     * it}
     */
    String function(long address) {
        int index = find(address);
        return index < 0 ? "0x" + Long.toHexString(address) : names[index];
    }

    /** {@return the address as "function+0x12", or as "0x..."} */
    String site(long address) {
        int index = find(address);
        if (index < 0) {
            return "0x" + Long.toHexString(address);
        }
        return names[index] + "+0x" + Long.toHexString((address ^ Long.MIN_VALUE) - addresses[index]);
    }

    /** {@return the first address of a name, or 0 if it is not known} */
    long address(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return addresses[i] ^ Long.MIN_VALUE;
            }
        }
        return 0;
    }

    private int find(long address) {
        int index = Arrays.binarySearch(addresses, address ^ Long.MIN_VALUE);
        if (index < 0) {
            return -index - 2;
        }
        // of several names for one address the first one counts
        while (index > 0 && addresses[index - 1] == addresses[index]) {
            index--;
        }
        return index;
    }
}

package lostedge.ingest.tracepoint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Kernel addresses to names: {@code /proc/kallsyms} as recording tools copy it into their files, one
 * {@code ffffffff81000000 T _text [module]} a line. Few of its many names are ever asked for, so they stay bytes.
 */
final class SymbolTable {
    /** A table that knows no address. */
    static final SymbolTable EMPTY = new SymbolTable(new byte[0], new long[0], new int[0]);

    private final byte[] text;
    /** In order, compared as unsigned: with their highest bit turned over. */
    private final long[] addresses;
    /** Where in the text the name of each begins. */
    private final int[] names;

    private SymbolTable(byte[] text, long[] addresses, int[] names) {
        this.text = text;
        this.addresses = addresses;
        this.names = names;
    }

    /** Parses {@code kallsyms} text; lines that are no symbol are passed over. Addresses are compared as unsigned. */
    static SymbolTable parse(byte[] text) {
        long[] addresses = new long[text.length / 40 + 16];
        int[] names = new int[addresses.length];
        int count = 0;
        int at = 0;
        while (at < text.length) {
            long address = 0;
            int from = at;
            for (int digit; at < text.length && (digit = digit(text[at])) >= 0; at++) {
                address = address << 4 | digit;
            }
            // "address type name": one space, one letter, one space
            boolean symbol = at > from
                    && at - from <= 16
                    && at + 3 < text.length
                    && text[at] == ' '
                    && text[at + 1] != '\n'
                    && text[at + 2] == ' '
                    && text[at + 3] != '\n';
            if (symbol) {
                if (count == names.length) {
                    addresses = Arrays.copyOf(addresses, count * 2);
                    names = Arrays.copyOf(names, count * 2);
                }
                addresses[count] = address ^ Long.MIN_VALUE;
                names[count++] = at + 3;
            }
            while (at < text.length && text[at] != '\n') {
                at++;
            }
            at++;
        }
        return sorted(text, Arrays.copyOf(addresses, count), Arrays.copyOf(names, count));
    }

    private static int digit(byte ascii) {
        if (ascii >= '0' && ascii <= '9') {
            return ascii - '0';
        }
        int letter = ascii | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    /** Modules follow the kernel although some lie before it. Names of one address keep their order. */
    private static SymbolTable sorted(byte[] text, long[] addresses, int[] names) {
        boolean inOrder = true;
        for (int i = 1; i < addresses.length; i++) {
            inOrder &= addresses[i - 1] <= addresses[i];
        }
        if (inOrder) {
            return new SymbolTable(text, addresses, names);
        }
        long[] sorted = addresses.clone();
        Arrays.sort(sorted);
        int[] sortedNames = new int[names.length];
        int[] taken = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            int place = first(sorted, addresses[i]);
            sortedNames[place + taken[place]++] = names[i];
        }
        return new SymbolTable(text, sorted, sortedNames);
    }

    /** {@return the first index of an address that is in the array} */
    private static int first(long[] sorted, long address) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = low + high >>> 1;
            if (sorted[middle] < address) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * {@return the name of the function that holds an address, or the address as "0x..." if none begins at or before
     * it}
     */
    String function(long address) {
        int index = find(address);
        return index < 0 ? "0x" + Long.toHexString(address) : name(index);
    }

    /** {@return the address as "function+0x12", or as "0x..."} */
    String site(long address) {
        int index = find(address);
        if (index < 0) {
            return "0x" + Long.toHexString(address);
        }
        return name(index) + "+0x" + Long.toHexString((address ^ Long.MIN_VALUE) - addresses[index]);
    }

    /** {@return the first address of a name, or 0 if it is not known} */
    long address(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < names.length; i++) {
            int end = end(i);
            if (end - names[i] == wanted.length && Arrays.equals(text, names[i], end, wanted, 0, wanted.length)) {
                return addresses[i] ^ Long.MIN_VALUE;
            }
        }
        return 0;
    }

    private String name(int index) {
        return new String(text, names[index], end(index) - names[index], StandardCharsets.UTF_8);
    }

    private int end(int index) {
        int end = names[index];
        while (end < text.length && text[end] > ' ') {
            end++;
        }
        return end;
    }

    /** {@return the index of the symbol that holds an address, of several names for it the first; -1 if none} */
    private int find(long address) {
        int index = Arrays.binarySearch(addresses, address ^ Long.MIN_VALUE);
        return index < 0 ? -index - 2 : first(addresses, addresses[index]);
    }
}

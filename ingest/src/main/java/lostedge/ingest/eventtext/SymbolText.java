package lostedge.ingest.eventtext;

import lostedge.ingest.bytes.Words;

/**
 * Hot: where the parts of a symbol end that {@code %ps} and {@code %pS} print, {@code name+0x12/0x34 [module]} (Linux
 * {@code Documentation/core-api/printk-formats.rst}); some recorders leave the offset or its sign out.
 */
final class SymbolText {
    /** Spaces and most punctuation stand below the digits. */
    private static final long BELOW_DIGITS = Words.repeat('0');

    private SymbolText() {}

    /** {@return the first space, plus, comma or slash at or after a position, or the end} */
    static int nameEnd(byte[] bytes, int from, int end) {
        for (int to = from; to < end; to += Long.BYTES) {
            long found = Words.below(Words.longAt(bytes, to), BELOW_DIGITS);
            while (found != 0) {
                int position = to + Words.lowest(found);
                if (position >= end) {
                    return end;
                }
                int character = bytes[position];
                if (character == ' ' || character == '+' || character == ',' || character == '/') {
                    return position;
                }
                found &= found - 1;
            }
        }
        return end;
    }

    /** {@return where the symbol ends, offset and module included, that reaches at least to a position} */
    static int end(byte[] bytes, int from, int end) {
        int to = from;
        while (to < end && bytes[to] != ' ' && bytes[to] != ',') {
            to = nameEnd(bytes, to + 1, end);
        }
        if (to < end - 1 && bytes[to] == ' ' && bytes[to + 1] == '[') {
            return Math.min(end, Words.indexOf(bytes, to, end, ']') + 1);
        }
        return to;
    }

    /** {@return whether a symbol's name is what stands for the null pointer} */
    static boolean isNull(byte[] bytes, int from, int to) {
        int first = bytes[from];
        if (first == '(') {
            return bytes[from + 1] == 'n';
        }
        return first == '0' && (to - from == 1 || to - from == 3 && bytes[from + 1] == 'x' && bytes[from + 2] == '0');
    }
}

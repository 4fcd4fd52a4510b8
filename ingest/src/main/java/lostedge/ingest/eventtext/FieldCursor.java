package lostedge.ingest.eventtext;

import java.nio.charset.StandardCharsets;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.Labels;
import lostedge.ingest.bytes.AsciiNumbers;
import lostedge.ingest.bytes.ByteLabels;
import lostedge.ingest.bytes.Literal;
import lostedge.ingest.bytes.Words;

/**
 * Hot: steps through the arguments of one event, field by field. A step that does not find what it expects marks the
 * arguments as failed and stays where it is; the caller asks {@link #failed} once at the end.
 */
final class FieldCursor {
    /** Longest {@code comm}: Linux {@code TASK_COMM_LEN} less its NUL. */
    static final int COMM_MAX = 15;

    private static final int MOST_DIGITS = 18;
    private static final int MOST_HEX_DIGITS = 16;

    private final ByteLabels labels;
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private boolean failed;

    FieldCursor(ByteLabels labels) {
        this.labels = labels;
    }

    void start(byte[] line, int from, int to) {
        bytes = line;
        at = from;
        end = to;
        failed = false;
    }

    boolean failed() {
        return failed;
    }

    void fail() {
        failed = true;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return at;
    }

    int end() {
        return end;
    }

    void moveTo(int position) {
        at = position;
    }

    /** {@return the next byte, 0 at the end} */
    int peek() {
        return at < end ? bytes[at] : 0;
    }

    /** Steps over one byte, whatever it is. */
    void any() {
        if (at < end) {
            at++;
        } else {
            failed = true;
        }
    }

    /** Fails if anything is left. */
    void expectEnd() {
        failed |= at != end;
    }

    /** Steps over a text. */
    void expect(Literal text) {
        if (text.at(bytes, at)) {
            at += text.length();
        } else {
            failed = true;
        }
    }

    /** Steps over a text if it stands here. */
    boolean accept(Literal text) {
        if (!text.at(bytes, at)) {
            return false;
        }
        at += text.length();
        return true;
    }

    /** {@return a decimal number, which may have a minus sign; one that is hexadecimal is none} */
    long number() {
        int from = at;
        boolean negative = bytes[from] == '-';
        int first = negative ? from + 1 : from;
        int to = first;
        long value = 0;
        for (int digit = bytes[to] - '0'; digit >= 0 && digit <= 9; digit = bytes[to] - '0') {
            value = value * 10 + digit;
            to++;
        }
        if (to == first || to - first > MOST_DIGITS || bytes[to] == 'x') {
            failed = true;
            return 0;
        }
        at = to;
        return negative ? -value : value;
    }

    /** Steps over a decimal number of any length. */
    void skipNumber() {
        int from = bytes[at] == '-' ? at + 1 : at;
        int to = from;
        while (bytes[to] >= '0' && bytes[to] <= '9') {
            to++;
        }
        if (to == from) {
            failed = true;
        } else {
            at = to;
        }
    }

    /** {@return a decimal number that fits an int} */
    int smallNumber() {
        long value = number();
        if (value != (int) value) {
            failed = true;
        }
        return (int) value;
    }

    /** {@return a CPU number, which is not negative} */
    int cpu() {
        int value = smallNumber();
        if (value < 0) {
            failed = true;
        }
        return value;
    }

    /**
     * {@return a pointer as {@code %p} prints it: hex digits with or without 0x, 0 for {@code (nil)} and
     * {@code (null)}, {@link EventBatch#HIDDEN_POINTER} for any other word in parentheses, such as
     * {@code (____ptrval____)}}
     */
    long pointer() {
        if (peek() == '(') {
            return pointerInWords();
        }
        int from = bytes[at] == '0' && bytes[at + 1] == 'x' ? at + 2 : at;
        long high = AsciiNumbers.hex(Words.longAt(bytes, from));
        long low = AsciiNumbers.hex(Words.longAt(bytes, from + Long.BYTES));
        if ((high | low) >= 0 && hexDigit(bytes[from + MOST_HEX_DIGITS]) < 0) {
            at = from + MOST_HEX_DIGITS;
            return high << Integer.SIZE | low;
        }
        return shortPointer(from);
    }

    private long shortPointer(int from) {
        int to = from;
        long value = 0;
        for (int digit = hexDigit(bytes[to]); digit >= 0; digit = hexDigit(bytes[to])) {
            value = value << 4 | digit;
            to++;
        }
        if (to == from || to - from > MOST_HEX_DIGITS) {
            failed = true;
            return 0;
        }
        at = to;
        return value;
    }

    private long pointerInWords() {
        int close = Words.indexOf(bytes, at, end, ')');
        if (close == end) {
            failed = true;
            return 0;
        }
        boolean none = bytes[at + 1] == 'n';
        at = close + 1;
        return none ? 0 : EventBatch.HIDDEN_POINTER;
    }

    /** {@return the value of a hex digit, or -1} */
    static int hexDigit(byte character) {
        int digit = character - '0';
        if (digit >= 0 && digit <= 9) {
            return digit;
        }
        digit = (character | 0x20) - 'a';
        return digit >= 0 && digit < 6 ? digit + 10 : -1;
    }

    /**
     * Steps over a symbol as {@code %ps} or {@code %pS} prints it and returns its id without offset and module, or
     * {@link Labels#NONE} if it is the null pointer.
     */
    int function() {
        int from = at;
        int to = SymbolText.nameEnd(bytes, from, end);
        at = SymbolText.end(bytes, to, end);
        if (to == from) {
            failed = true;
            return Labels.NONE;
        }
        return SymbolText.isNull(bytes, from, to) ? Labels.NONE : labels.intern(bytes, from, to);
    }

    /** Steps over a symbol as {@code %pS} prints it and returns the id of all of it. */
    int site() {
        int from = at;
        at = SymbolText.end(bytes, from, end);
        if (at == from) {
            failed = true;
            return Labels.NONE;
        }
        return labels.intern(bytes, from, at);
    }

    /** {@return the id of everything up to the end} */
    int rest() {
        int from = at;
        at = end;
        return labels.intern(bytes, from, end);
    }

    /** {@return everything up to the end} */
    String restAsText() {
        int from = at;
        at = end;
        return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    }

    /** {@return the id of the text in the parentheses that reach from here to the end} */
    int parenthesised() {
        if (end - at < 2 || bytes[at] != '(' || bytes[end - 1] != ')') {
            failed = true;
            return Labels.NONE;
        }
        int from = at + 1;
        at = end;
        return labels.intern(bytes, from, end - 1);
    }

    /** {@return the id of the bytes from a position to here} */
    int since(int from) {
        return labels.intern(bytes, from, at);
    }

    /**
     * Steps over a {@code comm}, which may hold anything: it ends at the last place within its greatest length where
     * the field that follows begins.
     */
    void comm(Literal following) {
        for (int to = Math.min(end, at + COMM_MAX); to >= at; to--) {
            if (bytes[to] == ' ' && following.at(bytes, to)) {
                at = to;
                return;
            }
        }
        failed = true;
    }

    /** Steps to the last place before the end where a text stands. */
    void toLast(Literal text) {
        for (int to = end - text.length(); to >= at; to--) {
            if (text.at(bytes, to)) {
                at = to;
                return;
            }
        }
        failed = true;
    }

    /** Steps to the next space or the end. */
    void toSpace() {
        at = Words.indexOf(bytes, at, end, ' ');
    }
}

package lostedge.ingest.eventtext;

import lostedge.ingest.bytes.Words;

/** Hot: where the name of an event or a function ends. */
public final class NameText {
    private static final long COLON = Words.repeat(':');
    private static final long SPACE = Words.repeat(' ');

    private NameText() {}

    /** {@return the first colon or space at or after {@code from}, or {@code to}} */
    public static int end(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at += Long.BYTES) {
            long word = Words.longAt(bytes, at);
            long found = Words.matches(word, COLON) | Words.matches(word, SPACE);
            if (found != 0) {
                return Math.min(to, at + Words.lowest(found));
            }
        }
        return to;
    }

    /** {@return where the {@code [module]} ends that may follow a function, or the given position} */
    public static int behindModule(byte[] bytes, int at, int to) {
        if (at < to - 1 && bytes[at] == ' ' && bytes[at + 1] == '[') {
            return Math.min(to, Words.indexOf(bytes, at, to, ']') + 1);
        }
        return at;
    }
}

package lostedge.ingest.eventtext;

import java.nio.charset.StandardCharsets;

/** Names from recordings made fit for one field of one line: what would end the field becomes a question mark. */
final class PrintableText {
    private static final int COMM_MAX = FieldCursor.COMM_MAX;

    private PrintableText() {}

    /** {@return a text for the rest of a line} */
    static String line(String text) {
        return replace(text, "\n\r");
    }

    /** {@return a symbol without offset} */
    static String symbol(String text) {
        return replace(text, "\n\r ,+/");
    }

    /** {@return a {@code comm}: at most 15 bytes} */
    static String comm(String text) {
        String comm = line(text);
        while (comm.getBytes(StandardCharsets.UTF_8).length > COMM_MAX) {
            comm = comm.substring(0, comm.offsetByCodePoints(comm.length(), -1));
        }
        return comm;
    }

    private static String replace(String text, String forbidden) {
        StringBuilder replaced = new StringBuilder(text.length());
        text.chars().forEach(c -> replaced.append(forbidden.indexOf(c) >= 0 || c == 0 ? '?' : (char) c));
        return replaced.toString();
    }
}

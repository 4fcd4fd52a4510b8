package lostedge.ingest.ctf.metadata;

import java.util.Set;
import lostedge.ingest.reader.RecordingException;

/** The words, numbers, texts and signs of a metadata text. Stands at a current token. */
final class TsdlTokenizer {
    /** What a token is. */
    enum Kind {
        WORD,
        NUMBER,
        TEXT,
        SIGN,
        END
    }

    private static final Set<String> LONG_SIGNS = Set.of(":=", "...", "->");

    private final String name;
    private final String source;
    private int at;
    private int line = 1;
    private Kind kind = Kind.END;
    private String text = "";
    private long number;

    TsdlTokenizer(String name, String source) throws RecordingException {
        this.name = name;
        this.source = source;
        next();
    }

    Kind kind() {
        return kind;
    }

    /** {@return the current word, text without quotes, sign or digits} */
    String text() {
        return text;
    }

    long number() {
        return number;
    }

    boolean is(String word) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(word);
    }

    /** Steps over a word or sign if it is the current one; {@return whether it was} */
    boolean skip(String word) throws RecordingException {
        if (!is(word)) {
            return false;
        }
        next();
        return true;
    }

    void expect(String word) throws RecordingException {
        if (!skip(word)) {
            throw refuse("expected \"" + word + "\"");
        }
    }

    /** {@return the current word, having stepped over it} */
    String word() throws RecordingException {
        if (kind != Kind.WORD) {
            throw refuse("expected a name");
        }
        String word = text;
        next();
        return word;
    }

    RecordingException refuse(String expectation) {
        String found = kind == Kind.END ? "the end" : "\"" + shown() + "\"";
        return new RecordingException(name, "line " + line, expectation + ", found " + found);
    }

    private String shown() {
        String start = text.substring(0, Math.min(text.length(), 40));
        return start.replaceAll("[^\\x20-\\x7E]", "\uFFFD");
    }

    void next() throws RecordingException {
        skipBlanks();
        if (at == source.length()) {
            kind = Kind.END;
            text = "";
            return;
        }
        char c = source.charAt(at);
        if (isLetter(c)) {
            word(at);
        } else if (c >= '0' && c <= '9') {
            digits();
        } else if (c == '"' || c == '\'') {
            quoted(c);
        } else {
            sign();
        }
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private void word(int start) {
        int end = start;
        while (end < source.length() && (isLetter(source.charAt(end)) || Character.isDigit(source.charAt(end)))) {
            end++;
        }
        take(Kind.WORD, start, end);
    }

    private void take(Kind newKind, int start, int end) {
        kind = newKind;
        text = source.substring(start, end);
        at = end;
    }

    private void digits() throws RecordingException {
        word(at);
        kind = Kind.NUMBER;
        String digits = text.replaceFirst("[uUlL]+$", "");
        try {
            if (digits.startsWith("0x") || digits.startsWith("0X")) {
                number = Long.parseUnsignedLong(digits.substring(2), 16);
            } else {
                number = Long.parseUnsignedLong(digits, digits.startsWith("0") ? 8 : 10);
            }
        } catch (NumberFormatException e) {
            throw refuse("expected a number of 64 bits");
        }
    }

    private void quoted(char quote) throws RecordingException {
        StringBuilder content = new StringBuilder();
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != quote && source.charAt(end) != '\n') {
            char c = source.charAt(end++);
            if (c == '\\' && end < source.length()) {
                char escaped = source.charAt(end++);
                c = switch (escaped) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    default -> escaped;
                };
            }
            content.append(c);
        }
        if (end >= source.length() || source.charAt(end) != quote) {
            throw refuse("expected a closing quote");
        }
        at = end + 1;
        text = content.toString();
        boolean character = quote == '\'' && text.length() == 1;
        kind = character ? Kind.NUMBER : Kind.TEXT;
        number = character ? text.charAt(0) : 0;
    }

    private void sign() {
        for (String sign : LONG_SIGNS) {
            if (source.startsWith(sign, at)) {
                take(Kind.SIGN, at, at + sign.length());
                return;
            }
        }
        take(Kind.SIGN, at, at + 1);
    }

    private void skipBlanks() throws RecordingException {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '\n') {
                line++;
                at++;
            } else if (c <= ' ') {
                at++;
            } else if (source.startsWith("//", at)) {
                int end = source.indexOf('\n', at);
                at = end < 0 ? source.length() : end;
            } else if (source.startsWith("/*", at)) {
                comment();
            } else {
                return;
            }
        }
    }

    private void comment() throws RecordingException {
        int end = source.indexOf("*/", at + 2);
        if (end < 0) {
            at = source.length();
            kind = Kind.END;
            throw refuse("expected the end of a comment");
        }
        line += (int) source.substring(at, end).chars().filter(c -> c == '\n').count();
        at = end + 2;
    }
}

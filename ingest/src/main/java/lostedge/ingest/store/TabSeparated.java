package lostedge.ingest.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of texts as tab-separated values, one list a line; {@code \}, tab and line feed inside a text are escaped. */
final class TabSeparated {
    private TabSeparated() {}

    static String write(List<List<String>> lines) {
        return lines.stream()
                .map(line -> line.stream().map(TabSeparated::escaped).collect(Collectors.joining("\t")) + "\n")
                .collect(Collectors.joining());
    }

    static List<List<String>> read(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                value.append(unescaped(text.charAt(++i)));
            } else if (c == '\t' || c == '\n') {
                line.add(value.toString());
                value.setLength(0);
                if (c == '\n') {
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else {
                value.append(c);
            }
        }
        return lines;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    private static char unescaped(char escaped) {
        return switch (escaped) {
            case 't' -> '\t';
            case 'n' -> '\n';
            default -> escaped;
        };
    }
}

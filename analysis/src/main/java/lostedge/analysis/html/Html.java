package lostedge.analysis.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import lostedge.analysis.figure.Figure;
import lostedge.analysis.wording.Quantity;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** HTML text under construction. Whatever is not a literal of this package goes through {@link #escape}. */
public final class Html {
    /** Longest name from a recording that is shown whole, in characters. */
    static final int LONGEST_NAME = 120;

    /** Longest sentence that may hold such names, in characters. */
    public static final int LONGEST_SENTENCE = 400;

    private static final Pattern NUMBER_WITH_UNIT = Pattern.compile("(?<=\\d) (?=(ns|µs|ms|s)\\b)");

    private final StringBuilder text = new StringBuilder();

    /** Appends markup as it is: only literals, and what this class or a chart made. */
    public Html raw(String markup) {
        text.append(markup);
        return this;
    }

    /** Appends text; a number stays on one line with its unit. */
    public Html text(String plain) {
        text.append(escape(NUMBER_WITH_UNIT.matcher(plain).replaceAll("\u00A0")));
        return this;
    }

    /** Appends an element that holds text. */
    public Html element(String tag, String plain) {
        return raw("<" + tag + ">").text(plain).raw("</" + tag + ">");
    }

    /** Appends an element of a class that holds text. */
    public Html element(String tag, String cssClass, String plain) {
        return raw("<" + tag + " class=\"" + cssClass + "\">").text(plain).raw("</" + tag + ">");
    }

    /** Opens a section with a heading; {@code id} is its anchor. */
    public Html section(String id, String heading) {
        return raw("<section id=\"" + id + "\">\n").element("h2", heading).raw("\n");
    }

    /** Appends a figure of a chart. */
    public Html figure(Figure figure) {
        long percent = Math.round(100.0 * figure.width() / Figure.COLUMN);
        raw("<figure id=\"fig-" + figure.id() + "\">\n<div class=\"chart\" style=\"width:" + percent
                + "%\" role=\"img\" aria-label=\"");
        text(figure.title() + ". " + figure.description());
        raw("\">").raw(figure.themedSvg()).raw("</div>\n<figcaption>");
        element("strong", figure.title() + ".");
        return raw(" ").text(figure.caption()).raw("</figcaption>\n</figure>\n");
    }

    /**
     * Appends a table.
     *
     * @param caption what it holds, read out before it
     * @param head a heading per column; one that starts with "#" is of numbers, set to the right, one that starts with
     *     "%" of long codes that may be broken anywhere, with "~" of sentences
     * @param rows texts of each row
     */
    public Html table(String caption, List<String> head, List<List<String>> rows) {
        raw("<div class=\"table\"><table>\n<caption>").text(caption).raw("</caption>\n<thead><tr>");
        for (String column : head) {
            String cssClass = cssClass(column);
            raw("<th scope=\"col\"" + cssClass + ">");
            text(cssClass.isEmpty() ? column : column.substring(1)).raw("</th>");
        }
        raw("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            raw("<tr>");
            for (int i = 0; i < row.size(); i++) {
                raw("<td" + cssClass(head.get(i)) + ">").text(row.get(i)).raw("</td>");
            }
            raw("</tr>\n");
        }
        return raw("</tbody>\n</table></div>\n");
    }

    /**
     * Appends a table whose columns say their unit at the end of their names: {@code _ns} is shown as durations,
     * {@code _share} as percentages, other numbers as they are, a missing value as an empty cell.
     */
    public Html table(String caption, Table table) {
        List<String> head = table.columns().stream().map(Html::heading).toList();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < table.rowCount(); i++) {
            int row = i;
            rows.add(table.columns().stream().map(column -> cell(column, row)).toList());
        }
        return table(caption, head, rows);
    }

    private static String heading(Column<?> column) {
        String words = column.name().replaceFirst("_ns$", "").replace('_', ' ');
        return column instanceof NumericColumn ? "#" + words : words;
    }

    private static String cell(Column<?> column, int row) {
        if (column.isMissing(row)) {
            return "";
        }
        if (column instanceof NumericColumn<?> numbers) {
            double value = numbers.getDouble(row);
            return column.name().endsWith("_ns")
                    ? Quantity.duration(value)
                    : column.name().endsWith("_share") ? Quantity.percent(value) : Quantity.number(value);
        }
        return column.getString(row);
    }

    private static String cssClass(String heading) {
        return switch (heading.charAt(0)) {
            case '#' -> " class=\"n\"";
            case '%' -> " class=\"mono\"";
            case '~' -> " class=\"w\"";
            default -> "";
        };
    }

    /**
     * {@return a name from a recording, shortened, with a mark for each character that has no shape or turns text
     * around}
     */
    public static String name(String hostile) {
        return name(hostile, LONGEST_NAME);
    }

    /** {@return text that may hold such names, shortened to at most so many characters} */
    public static String name(String hostile, int longest) {
        StringBuilder shown = new StringBuilder();
        int end = Math.min(hostile.length(), longest);
        for (int i = 0; i < end; i++) {
            char c = hostile.charAt(i);
            int type = Character.getType(c);
            boolean shapeless = type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
            shown.append(shapeless ? '\uFFFD' : c);
        }
        return hostile.length() > end ? shown + "…" : shown.toString();
    }

    /** {@return text that is only text, between tags as well as in quoted attributes} */
    public static String escape(String plain) {
        StringBuilder safe = new StringBuilder(plain.length() + 16);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

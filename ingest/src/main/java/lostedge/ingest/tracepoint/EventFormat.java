package lostedge.ingest.tracepoint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Layout of one tracepoint's records.
 *
 * @param system subsystem, such as "irq"
 * @param name tracepoint, such as "softirq_entry"
 * @param id the number in {@code common_type}
 * @param fields all fields, the common ones first
 */
record EventFormat(String system, String name, int id, List<RecordField> fields) {

    private static final Pattern NAME = Pattern.compile("^name: (\\S+)$", Pattern.MULTILINE);
    private static final Pattern ID = Pattern.compile("^ID: (\\d{1,9})$", Pattern.MULTILINE);
    private static final Pattern FIELD =
            Pattern.compile("field:([^;]+);\\s*offset:(\\d{1,6});\\s*size:(\\d{1,6});(?:\\s*signed:([01]);)?");
    private static final Pattern LAST_WORD = Pattern.compile("(\\w+)(?:\\[[^\\]]*])?\\s*$");

    /**
     * Parses the text of a {@code format} file.
     *
     * @return the format, or null if the text names no event or no id
     */
    static @Nullable EventFormat parse(String system, String text) {
        Matcher name = NAME.matcher(text);
        Matcher id = ID.matcher(text);
        if (!name.find() || !id.find()) {
            return null;
        }
        return new EventFormat(system, name.group(1), Integer.parseInt(id.group(1)), fields(text));
    }

    Tracepoint tracepoint() {
        return new Tracepoint(system, name);
    }

    /** {@return the {@code field:} lines of a format text, or of a ring buffer's {@code header_page}} */
    static List<RecordField> fields(String text) {
        List<RecordField> fields = new ArrayList<>();
        Matcher line = FIELD.matcher(text);
        while (line.find()) {
            String declaration = line.group(1);
            Matcher word = LAST_WORD.matcher(declaration);
            if (word.find()) {
                fields.add(new RecordField(
                        word.group(1),
                        Integer.parseInt(line.group(2)),
                        Integer.parseInt(line.group(3)),
                        "1".equals(line.group(4)),
                        location(declaration)));
            }
        }
        return List.copyOf(fields);
    }

    private static RecordField.Location location(String declaration) {
        if (declaration.startsWith("__data_loc")) {
            return RecordField.Location.DATA_LOC;
        }
        return declaration.startsWith("__rel_loc") ? RecordField.Location.REL_LOC : RecordField.Location.INLINE;
    }

    /** {@return the field of this name, or null} */
    @Nullable
    RecordField field(String fieldName) {
        for (RecordField field : fields) {
            if (field.name().equals(fieldName)) {
                return field;
            }
        }
        return null;
    }
}

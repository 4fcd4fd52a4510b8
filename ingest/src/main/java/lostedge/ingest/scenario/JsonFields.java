package lostedge.ingest.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import lostedge.ingest.reader.RecordingException;

/** The fields of one JSON object, each to be read once; what is left over at the end is refused. */
final class JsonFields {
    private static final double MOST = 1e9;

    private final String file;
    private final String path;
    private final JsonNode node;
    private final Set<String> read = new HashSet<>();

    JsonFields(String file, String path, JsonNode node) throws RecordingException {
        this.file = file;
        this.path = path;
        this.node = node;
        if (!node.isObject()) {
            throw refusal(path, "expected an object, found " + shown(node));
        }
    }

    private RecordingException refusal(String at, String why) {
        return new RecordingException(file, at.isEmpty() ? "the whole" : at, why);
    }

    /** A refusal of one of these fields. */
    RecordingException refuse(String field, String why) {
        return refusal(at(field), why);
    }

    private static String shown(JsonNode found) {
        String text = found.toString();
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    /** {@return whether there is such a field} */
    boolean has(String name) {
        return node.has(name);
    }

    private JsonNode field(String name) throws RecordingException {
        JsonNode value = node.get(name);
        if (value == null) {
            throw refusal(at(name), "expected this field, found none");
        }
        read.add(name);
        return value;
    }

    /** Refuses the object if any of its fields was not read. */
    void finish() throws RecordingException {
        for (String name : (Iterable<String>) node::fieldNames) {
            if (!read.contains(name)) {
                throw refusal(
                        at(name),
                        "unknown field; expected "
                                + String.join(", ", read.stream().sorted().toList()));
            }
        }
    }

    JsonFields object(String name) throws RecordingException {
        return new JsonFields(file, at(name), field(name));
    }

    List<JsonFields> objects(String name) throws RecordingException {
        JsonNode list = field(name);
        if (!list.isArray()) {
            throw refuse(name, "expected a list, found " + shown(list));
        }
        List<JsonFields> objects = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            objects.add(new JsonFields(file, at(name) + "[" + i + "]", list.get(i)));
        }
        return objects;
    }

    String text(String name) throws RecordingException {
        JsonNode value = field(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw refuse(name, "expected a text that is not blank, found " + shown(value));
        }
        return value.textValue();
    }

    boolean flag(String name) throws RecordingException {
        JsonNode value = field(name);
        if (!value.isBoolean()) {
            throw refuse(name, "expected true or false, found " + shown(value));
        }
        return value.booleanValue();
    }

    int whole(String name, int least, int most) throws RecordingException {
        JsonNode value = field(name);
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw refuse(name, "expected a whole number from " + least + " to " + most + ", found " + shown(value));
        }
        return value.intValue();
    }

    double number(String name, double least, double most) throws RecordingException {
        JsonNode value = field(name);
        double number = value.doubleValue();
        if (!value.isNumber() || !(number >= least && number <= most)) {
            throw refuse(name, "expected a number from " + least + " to " + most + ", found " + shown(value));
        }
        return number;
    }

    /** A constant of an enum, written in lower case with hyphens. */
    <E extends Enum<E>> E choice(String name, Class<E> type) throws RecordingException {
        return choice(name, field(name), type);
    }

    /** A list of constants of an enum. */
    <E extends Enum<E>> List<E> choices(String name, Class<E> type) throws RecordingException {
        JsonNode list = field(name);
        if (!list.isArray()) {
            throw refuse(name, "expected a list, found " + shown(list));
        }
        List<E> choices = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            choices.add(choice(name + "[" + i + "]", list.get(i), type));
        }
        return choices;
    }

    private <E extends Enum<E>> E choice(String name, JsonNode value, Class<E> type) throws RecordingException {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String written = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (value.isTextual() && written.equals(value.textValue())) {
                return constant;
            }
            names.add(written);
        }
        throw refuse(name, "expected " + String.join(" or ", names) + ", found " + shown(value));
    }

    /** A quantity: an object of the unit's field and the source. */
    double quantity(String name, String unit, double most) throws RecordingException {
        JsonFields quantity = object(name);
        double value = quantity.number(unit, 0, most);
        quantity.text("source");
        quantity.finish();
        return value;
    }

    /** A rate: {@code {"per_second": 50, "source": "..."}}. */
    double rate(String name) throws RecordingException {
        return quantity(name, "per_second", MOST);
    }

    /** A probability: {@code {"probability": 0.5, "source": "..."}}. */
    double probability(String name) throws RecordingException {
        return quantity(name, "probability", 1);
    }

    /** A probability above 0. */
    double share(String name) throws RecordingException {
        double share = probability(name);
        if (share == 0) {
            throw refuse(name + ".probability", "expected a number above 0 to 1, found 0");
        }
        return share;
    }
}

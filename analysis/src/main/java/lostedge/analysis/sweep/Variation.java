package lostedge.analysis.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A parameter and the values it is given.
 *
 * @param parameter what varies
 * @param values ascending, at least two
 */
public record Variation(Parameter parameter, List<Double> values) {
    /** Copies the list. */
    public Variation {
        values = List.copyOf(values);
    }

    /**
     * Reads a variation such as {@code cpus=2,4,8}.
     *
     * @throws IllegalArgumentException if it is none; the message says what was expected
     */
    public static Variation parse(String text) {
        int equals = text.indexOf('=');
        Parameter parameter = Stream.of(Parameter.values())
                .filter(one -> one.word().equals(text.substring(0, Math.max(0, equals))))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected " + names() + "=V,V,..., found " + text));
        List<Double> values = new ArrayList<>();
        for (String word : text.substring(equals + 1).split(",", -1)) {
            double value = number(word);
            double last = values.isEmpty() ? Double.NEGATIVE_INFINITY : values.get(values.size() - 1);
            if (!parameter.allows(value) || value <= last) {
                throw new IllegalArgumentException("expected values of " + parameter.word() + " ("
                        + parameter.meaning() + ") that ascend from " + shown(parameter.least()) + " to "
                        + shown(parameter.most()) + ", found " + word);
            }
            values.add(value);
        }
        if (values.size() < 2) {
            throw new IllegalArgumentException(
                    "expected two values of " + parameter.word() + " or more, found " + text);
        }
        return new Variation(parameter, values);
    }

    private static double number(String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String names() {
        return Stream.of(Parameter.values()).map(Parameter::word).collect(Collectors.joining(" or "));
    }

    /** {@return a value without a fraction it does not have} */
    static String shown(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}

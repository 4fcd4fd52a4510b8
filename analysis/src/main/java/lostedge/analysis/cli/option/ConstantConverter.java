package lostedge.analysis.cli.option;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lostedge.analysis.proof.KernelWords;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a constant of a variant's dimension, written in lower case with hyphens.
 *
 * @param type the dimension
 * @param shorthand other spellings of words
 */
public record ConstantConverter<E extends Enum<E>>(Class<E> type, Map<String, String> shorthand)
        implements ITypeConverter<E> {
    /** Reads constants that have one spelling each. */
    public ConstantConverter(Class<E> type) {
        this(type, Map.of());
    }

    @Override
    public E convert(String word) {
        String name = shorthand.getOrDefault(word, word).replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(name)) {
                return constant;
            }
        }
        throw new TypeConversionException("expected " + words(type) + ", found '" + word + "'");
    }

    /** {@return the constants as the command line spells them, with "or" before the last} */
    static <E extends Enum<E>> String words(Class<E> type) {
        List<String> words =
                Arrays.stream(type.getEnumConstants()).map(KernelWords::option).toList();
        int last = words.size() - 1;
        return words.subList(0, last).stream().collect(Collectors.joining(", ")) + " or " + words.get(last);
    }
}

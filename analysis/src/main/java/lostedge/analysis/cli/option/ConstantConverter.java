package lostedge.analysis.cli.option;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
        List<String> words = words();
        int last = words.size() - 1;
        String listed = String.join(", ", words.subList(0, last)) + " or " + words.get(last);
        throw new TypeConversionException("expected " + listed + ", found '" + word + "'");
    }

    /** {@return the constants as the command line spells them} */
    public List<String> words() {
        return Arrays.stream(type.getEnumConstants()).map(KernelWords::option).toList();
    }
}

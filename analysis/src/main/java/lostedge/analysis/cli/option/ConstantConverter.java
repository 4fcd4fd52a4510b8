package lostedge.analysis.cli.option;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lostedge.analysis.proof.KernelWords;
import lostedge.engine.check.Property;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.IpiLock;
import lostedge.engine.variant.KernelVariant.RtcBracket;
import picocli.CommandLine;
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
    private static final List<ConstantConverter<?>> ALL = List.of(
            new ConstantConverter<>(Hardware.class, Map.of()),
            new ConstantConverter<>(IpiLock.class, Map.of("trylock", "trylock-drain")),
            new ConstantConverter<>(DrainReads.class, Map.of()),
            new ConstantConverter<>(RtcBracket.class, Map.of()),
            new ConstantConverter<>(Choice.class, Map.of("irqs-on", "on", "irqs-off", "off")),
            new ConstantConverter<>(InterruptKind.class, Map.of()),
            new ConstantConverter<>(Property.class, Map.of()));

    /** Makes a command line and its verbs read such constants. */
    public static void register(CommandLine command) {
        for (ConstantConverter<?> converter : ALL) {
            converter.registerIn(command);
        }
    }

    private void registerIn(CommandLine command) {
        command.registerConverter(type, this);
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

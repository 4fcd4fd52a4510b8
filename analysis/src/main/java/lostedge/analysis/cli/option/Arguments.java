package lostedge.analysis.cli.option;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Declarations of arguments that occur again and again. */
public final class Arguments {
    private Arguments() {}

    /** {@return an option without a value; its own is whether it was given} */
    public static OptionSpec flag(String name, String... description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .initialValue(false)
                .description(description)
                .build();
    }

    /**
     * {@return an option whose value is a constant}
     *
     * @param words how constants are written
     * @param otherwise the word for its value where it is not given
     * @param description lines of help, which end without a full stop
     */
    public static <E extends Enum<E>> OptionSpec choice(
            String name, ConstantConverter<E> words, String label, String otherwise, String... description) {
        return OptionSpec.builder(name)
                .type(words.type())
                .converters(words)
                .completionCandidates(words.words())
                .paramLabel(label)
                .defaultValue(otherwise)
                .description(withDefault(description))
                .build();
    }

    /**
     * {@return an option whose value is a whole number}
     *
     * @param type of the number
     * @param otherwise its value where it is not given
     * @param description lines of help, which end without a full stop
     */
    public static OptionSpec number(String name, Class<?> type, String label, long otherwise, String... description) {
        return OptionSpec.builder(name)
                .type(type)
                .paramLabel(label)
                .defaultValue(Long.toString(otherwise))
                .description(withDefault(description))
                .build();
    }

    private static String[] withDefault(String... description) {
        String[] lines = description.clone();
        lines[lines.length - 1] += " (default: ${DEFAULT-VALUE}).";
        return lines;
    }

    /** {@return {@code --output}, whose value is a path or null} */
    public static OptionSpec output(String label, boolean required, String... description) {
        return OptionSpec.builder("-o", "--output")
                .type(Path.class)
                .paramLabel(label)
                .required(required)
                .description(description)
                .build();
    }

    /** {@return one or more recordings, a list of paths} */
    public static PositionalParamSpec recordings(String description) {
        return PositionalParamSpec.builder()
                .type(List.class)
                .auxiliaryTypes(Path.class)
                .arity("1..*")
                .required(true)
                .paramLabel("RECORDING")
                .description(description)
                .build();
    }

    /** {@return a file to read, at a place among the arguments} */
    public static PositionalParamSpec file(int index, String label, String description) {
        return PositionalParamSpec.builder()
                .index(Integer.toString(index))
                .type(Path.class)
                .required(true)
                .paramLabel(label)
                .description(description)
                .build();
    }
}

package lostedge.analysis.cli.option;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time as traces print it, such as "1.492136" s, as ns. */
public final class ClockTimeConverter implements ITypeConverter<Long> {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?s?");

    @Override
    public Long convert(String text) {
        if (!SECONDS.matcher(text).matches()) {
            throw new TypeConversionException("expected seconds such as 1.492136, found '" + text + "'");
        }
        String digits = text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
        return new BigDecimal(digits).movePointRight(9).longValueExact();
    }
}

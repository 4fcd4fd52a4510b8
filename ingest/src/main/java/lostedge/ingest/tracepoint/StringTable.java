package lostedge.ingest.tracepoint;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Kernel addresses of constant texts: {@code printk_formats}, one {@code 0xffff... : "text"} a line. Tracepoints such
 * as {@code ipi_entry} record only the address.
 */
final class StringTable {
    /** A table that knows no address. */
    static final StringTable EMPTY = new StringTable(Map.of());

    private final Map<Long, String> texts;

    private StringTable(Map<Long, String> texts) {
        this.texts = texts;
    }

    /** Parses {@code printk_formats} text; lines of another shape are passed over. */
    static StringTable parse(byte[] text) {
        Map<Long, String> texts = new HashMap<>();
        for (String line : new String(text, StandardCharsets.UTF_8).split("\n")) {
            int colon = line.indexOf(" : \"");
            if (colon > 2 && line.startsWith("0x") && line.endsWith("\"") && colon + 4 <= line.length() - 1) {
                address(line.substring(2, colon))
                        .ifPresent(address -> texts.put(address, line.substring(colon + 4, line.length() - 1)));
            }
        }
        return new StringTable(texts);
    }

    private static OptionalLong address(String digits) {
        try {
            return OptionalLong.of(Long.parseUnsignedLong(digits, 16));
        } catch (NumberFormatException notAnAddress) {
            return OptionalLong.empty();
        }
    }

    /** {@return the text at an address, or null if unknown} */
    @Nullable
    String text(long address) {
        return texts.get(address);
    }
}

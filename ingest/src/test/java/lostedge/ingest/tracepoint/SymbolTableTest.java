package lostedge.ingest.tracepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolTableTest {

    /** The plain way: a list of all symbols. */
    private record Symbol(long address, String name) {}

    private static SymbolTable parse(String text) {
        return SymbolTable.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String plainSite(List<Symbol> symbols, long address) {
        List<Symbol> before = symbols.stream()
                .filter(symbol -> Long.compareUnsigned(symbol.address, address) <= 0)
                .sorted((a, b) -> Long.compareUnsigned(a.address, b.address))
                .toList();
        if (before.isEmpty()) {
            return "0x" + Long.toHexString(address);
        }
        Symbol last = before.get(before.size() - 1);
        Symbol named = last.address == address
                ? before.stream()
                        .filter(symbol -> symbol.address == address)
                        .findFirst()
                        .orElseThrow()
                : last;
        return named.name + "+0x" + Long.toHexString(address - last.address);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void namesAreThoseAListOfAllSymbolsGives(long seed) {
        Random random = new Random(seed);
        List<Symbol> symbols = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            long address = random.nextInt(400) * 16L + (random.nextBoolean() ? 0xffff_ffff_8100_0000L : 0);
            symbols.add(new Symbol(address, "symbol_" + i));
        }
        if (seed % 2 == 0) {
            symbols.sort(Comparator.comparingLong(symbol -> symbol.address ^ Long.MIN_VALUE));
        }
        StringBuilder text = new StringBuilder();
        for (Symbol symbol : symbols) {
            String module = random.nextInt(4) == 0 ? "\t[module]" : "";
            text.append(
                    "%016x %c %s%s\n".formatted(symbol.address, "tTdD".charAt(random.nextInt(4)), symbol.name, module));
        }
        SymbolTable table = parse(text.toString());
        for (int i = 0; i < 2000; i++) {
            long address = symbols.get(random.nextInt(symbols.size())).address + random.nextInt(40) - 8;
            String expected = plainSite(symbols, address);
            assertThat(table.site(address)).isEqualTo(expected);
            assertThat(table.function(address)).isEqualTo(expected.replaceFirst("\\+0x.*", ""));
        }
        for (Symbol symbol : symbols) {
            assertThat(table.address(symbol.name)).isEqualTo(symbol.address);
        }
        assertThat(table.address("symbol_")).isZero();
    }

    @Test
    void linesThatAreNoSymbolArePassedOver() {
        SymbolTable table =
                parse("\nffff T \n1 T\nx T y\n10 T a\n11T b\n123456789abcdef01 T c\n 12 T d\n20 t e [m]\n30 T f");
        assertThat(table.site(0xf)).isEqualTo("0xf");
        assertThat(table.site(0x1f)).isEqualTo("a+0xf");
        assertThat(table.site(0x2f)).isEqualTo("e+0xf");
        assertThat(table.site(-1)).isEqualTo("f+0xffffffffffffffcf");
        assertThat(parse("").site(5)).isEqualTo("0x5");
    }
}

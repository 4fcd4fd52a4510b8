package lostedge.analysis.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatrixChartTest {
    private static String svg(int cpus) {
        List<String> names = IntStream.range(0, cpus).mapToObj(cpu -> "#" + cpu).toList();
        long[][] counts = new long[cpus][cpus];
        for (int sender = 0; sender < cpus; sender++) {
            for (int target = 0; target < cpus; target++) {
                counts[sender][target] = sender == target ? 0 : 1000L + 10L * sender + target;
            }
        }
        return MatrixChart.of(ChartTheme.LIGHT, names, counts).svg("id", 600, 500);
    }

    private static long texts(String svg, String text) {
        return Pattern.compile(">" + Pattern.quote(text) + "<")
                .matcher(svg)
                .results()
                .count();
    }

    @Test
    void everyPairThatSentHasACellWithItsNumber() {
        String svg = svg(4);

        assertThat(texts(svg, "1,012")).isEqualTo(1);
        assertThat(texts(svg, "1,021")).isEqualTo(1);
        assertThat(texts(svg, "1,022")).isZero();
        assertThat(Pattern.compile("fill:rgb\\(0,114,178\\)")
                        .matcher(svg)
                        .results()
                        .count())
                .as("cells in the data blue")
                .isEqualTo(12);
    }

    @Test
    void rowsAndColumnsOfManyCpusAreNamedAlike() {
        String svg = svg(64);

        for (int cpu = 0; cpu < 64; cpu++) {
            assertThat(texts(svg, "#" + cpu)).as("CPU %d", cpu).isEqualTo(cpu % 4 == 0 ? 2 : 0);
        }
    }
}

package lostedge.analysis.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartThemeTest {
    /** Else a chart that is repainted tone by tone would have one tone painted over twice. */
    @Test
    void noTwoTonesAreEqualWhateverTheirThemes() {
        List<Color> colors = new ArrayList<>();
        for (ChartTheme theme : ChartTheme.values()) {
            for (ChartTheme.Tone tone : ChartTheme.Tone.values()) {
                colors.add(theme.color(tone));
            }
        }
        assertThat(colors).doesNotHaveDuplicates();
    }
}

package lostedge.analysis.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import lostedge.analysis.timeline.LaneDiagram.Mark;
import org.junit.jupiter.api.Test;

class LaneDiagramTest {
    private static LaneDiagram withEvidenceAt(long... times) {
        List<Mark> marks =
                Arrays.stream(times).mapToObj(at -> new Mark(0, at, 1, "", -1)).toList();
        return new LaneDiagram(
                "", LaneDiagram.Axis.NANOSECONDS, 0, 1_000_000, List.of(0), List.of(), List.of(), marks, 0);
    }

    @Test
    void evidenceInASmallPartIsDrawnCloseUp() {
        LaneDiagram closeUp = withEvidenceAt(100_000, 110_000).aroundEvidence();

        assertThat(closeUp.begin()).isBetween(90_000L, 100_000L);
        assertThat(closeUp.end()).isBetween(110_000L, 120_000L);
    }

    @Test
    void theEndOfALongWaitDoesNotHideItsBegin() {
        LaneDiagram closeUp = withEvidenceAt(100_000, 110_000, 900_000).aroundEvidence();

        assertThat(closeUp.end()).isLessThan(120_000);
    }

    @Test
    void evidenceAllOverIsDrawnWhole() {
        assertThat(withEvidenceAt(100_000, 400_000, 800_000).aroundEvidence().end())
                .isEqualTo(1_000_000);
        assertThat(withEvidenceAt(100_000, 900_000).aroundEvidence().end()).isEqualTo(1_000_000);
        assertThat(withEvidenceAt(100_000).aroundEvidence().end()).isEqualTo(1_000_000);
        assertThat(withEvidenceAt().aroundEvidence().end()).isEqualTo(1_000_000);
    }
}

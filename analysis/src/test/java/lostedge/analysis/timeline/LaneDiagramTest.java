package lostedge.analysis.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import lostedge.analysis.timeline.LaneDiagram.Mark;
import org.junit.jupiter.api.Test;

class LaneDiagramTest {
    /** Evidence of two CPUs by turns. */
    private static LaneDiagram withEvidenceAt(long... times) {
        return with(IntStream.range(0, times.length)
                .mapToObj(i -> new Mark(i % 2, times[i], i + 1, "", -1))
                .toList());
    }

    private static LaneDiagram with(List<Mark> marks) {
        return new LaneDiagram(
                "", LaneDiagram.Axis.NANOSECONDS, 0, 1_000_000, List.of(0, 1), List.of(), List.of(), marks, 0);
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
    void whatOneCpuDidBeforeALongSilenceIsDrawnWithTheSilence() {
        LaneDiagram sent = with(List.of(
                new Mark(0, 100_000, 1, "", -1), new Mark(0, 110_000, 2, "", -1), new Mark(1, 900_000, 3, "", -1)));

        assertThat(sent.aroundEvidence()).isEqualTo(sent);
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

package lostedge.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pictures of the README are those the tool draws now; {@code sh analysis/gallery/update.sh} renews them. */
class GalleryTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path GALLERY = ROOT.resolve("analysis/gallery");

    @TempDir
    private static Path analyses;

    private static final Map<String, Path> CHARTS = new HashMap<>();

    private record Picture(String name, String recording, String chart) {}

    private static Stream<Picture> pictures() throws IOException {
        return Files.readAllLines(GALLERY.resolve("pictures.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" +"))
                .map(words -> new Picture(words[0], words[1], words[2]));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void committedPictureIsWhatIsDrawnNow(Picture picture) throws IOException {
        Path now = charts(picture.recording()).resolve(picture.chart());

        assertThat(pixels(GALLERY.resolve(picture.name())))
                .as("%s is stale; run: sh analysis/gallery/update.sh", picture.name())
                .isEqualTo(pixels(now));
    }

    @Test
    void everyPictureHasItsPlace() throws IOException {
        StringBuilder readmes = new StringBuilder();
        for (String room : List.of("", "engine/", "ingest/", "analysis/", "data/", "notebooks/")) {
            readmes.append(Files.readString(ROOT.resolve(room + "README.md")));
        }

        try (Stream<Path> files = Files.list(GALLERY)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".png")))
                    .containsAll(pictures().map(Picture::name).toList())
                    .allSatisfy(name -> assertThat(readmes).contains("gallery/" + name));
        }
    }

    private static Path charts(String recording) {
        return CHARTS.computeIfAbsent(recording, name -> {
            Path output = analyses.resolve(name);
            Run run = Run.of(
                    "analyze", ROOT.resolve("data/recordings/" + name).toString(), "--output", output.toString());
            assertThat(run.code()).as(run.err()).isZero();
            return output.resolve("charts");
        });
    }

    /** Width, then every pixel; the bytes of a PNG differ between the compressors of Java versions. */
    private static int pixels(Path png) throws IOException {
        BufferedImage image = ImageIO.read(png.toFile());
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return 31 * image.getWidth() + Arrays.hashCode(pixels);
    }
}

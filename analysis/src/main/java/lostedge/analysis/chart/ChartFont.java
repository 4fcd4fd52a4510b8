package lostedge.analysis.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The typeface of every chart, IBM Plex Sans, carried in the jar so that charts look alike everywhere, also on a
 * machine that has no font at all.
 *
 * <p>Java refuses to start its font system where fontconfig knows no font. On Linux it is therefore told, before its
 * first use, of a configuration that names this typeface alone (property {@code sun.awt.fontconfig}), unless the caller
 * has set one.
 */
public enum ChartFont {
    /** For axes and labels. */
    REGULAR("IBMPlexSans-Regular.ttf", "IBM Plex Sans"),
    /** For titles. */
    SEMIBOLD("IBMPlexSans-SemiBold.ttf", "IBM Plex Sans SemiBold");

    private final String resource;
    private final String family;
    private final Font font;

    ChartFont(String resource, String family) {
        this.resource = resource;
        this.family = family;
        this.font = Loading.font(resource);
    }

    /** {@return the font at this size, in pixels of an unscaled chart} */
    public Font at(float size) {
        return font.deriveFont(size);
    }

    /** {@return the name by which SVG text asks for the font} */
    public String family() {
        return family;
    }

    /** {@return the TrueType file} */
    public byte[] file() {
        return Loading.bytes(resource);
    }

    /** Prepares Java's font system before the first font is made. */
    private static final class Loading {
        private static final String CONFIGURATION = "sun.awt.fontconfig";
        private static final String LOGICAL_NAME = "-lostedge-plex-medium-r-normal--*-%d-*-*-p-*-iso8859-1";

        static {
            System.setProperty("java.awt.headless", "true");
            boolean linux = System.getProperty("os.name", "").startsWith("Linux");
            if (linux && System.getProperty(CONFIGURATION) == null) {
                System.setProperty(CONFIGURATION, configuration().toString());
            }
        }

        private Loading() {}

        static Font font(String resource) {
            try {
                return Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(bytes(resource)));
            } catch (FontFormatException e) {
                throw new IllegalStateException("the carried font " + resource + " is damaged", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static byte[] bytes(String resource) {
            try (InputStream in = ChartFont.class.getResourceAsStream(resource)) {
                return Objects.requireNonNull(in, resource).readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Writes the typeface and a configuration that gives it every logical name, both gone when the JVM ends. */
        private static Path configuration() {
            try {
                Path font = Files.createTempFile("lostedge", ".ttf");
                Path configuration = Files.createTempFile("lostedge", ".properties");
                font.toFile().deleteOnExit();
                configuration.toFile().deleteOnExit();
                Files.write(font, bytes("IBMPlexSans-Regular.ttf"));
                StringBuilder text = new StringBuilder("version=1\nsequence.allfonts=latin-1\n");
                for (String family : List.of("serif", "sansserif", "monospaced", "dialog", "dialoginput")) {
                    for (String style : List.of("plain", "bold", "italic", "bolditalic")) {
                        text.append(family + "." + style + ".latin-1=" + LOGICAL_NAME + "\n");
                    }
                }
                text.append("filename." + LOGICAL_NAME + "=" + font + "\n");
                return Files.writeString(configuration, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

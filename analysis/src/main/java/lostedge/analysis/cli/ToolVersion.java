package lostedge.analysis.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version and, where the build knew it, the git commit this program was built from. */
public final class ToolVersion implements IVersionProvider {
    /** {@return "0.1.0 (1234abc)", or the version alone where the build saw no git repository} */
    public static String text() {
        Properties properties = new Properties();
        try (InputStream in = ToolVersion.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is not on the class path");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("version", "");
        String commit = properties.getProperty("commit", "");
        return commit.matches("[0-9a-f]+") ? version + " (" + commit + ")" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"lostedge " + text()};
    }
}

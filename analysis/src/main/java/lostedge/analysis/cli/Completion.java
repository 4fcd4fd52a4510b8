package lostedge.analysis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;

/** Writes the completion script of the command line, for bash and for zsh; the build calls it. */
final class Completion {
    private Completion() {}

    /** Writes the script to the file named by the only argument. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]).toAbsolutePath();
        Files.createDirectories(file.getParent());
        Files.writeString(file, AutoComplete.bash("lostedge", Main.commandLine()));
    }
}

package lostedge.analysis.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What one command line did.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it said on standard error
 */
record Run(int code, String out, String err) {

    /** Runs a command line; arguments may be texts and paths. */
    static Run of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                new PrintWriter(out),
                new PrintWriter(err),
                Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }

    /** A recording that ships with the repository. */
    static Path shipped(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (!folder.resolve("data/recordings").toFile().isDirectory()) {
            folder = folder.getParent();
        }
        return folder.resolve("data/recordings").resolve(name);
    }
}

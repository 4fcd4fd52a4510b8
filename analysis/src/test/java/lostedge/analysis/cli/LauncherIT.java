package lostedge.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder the build distributes, as a user starts it. */
class LauncherIT {
    private static final Path HOME = Path.of("target", "lostedge").toAbsolutePath();
    private static final Path LAUNCHER = HOME.resolve("bin/lostedge");

    /** On the Java of the build, refuses to start without class data. */
    private static final Map<String, String> CLASS_DATA_REQUIRED =
            Map.of("JAVA_HOME", System.getProperty("java.home"), "LOSTEDGE_JAVA_OPTIONS", "-Xshare:on");

    @TempDir
    Path folder;

    private record Outcome(int code, String out, String err) {}

    @Test
    void launcherPrintsTheVersion() throws Exception {
        assertThat(start(Map.of(), LAUNCHER, "--version").out()).startsWith("lostedge ");
    }

    @Test
    void launcherWorksThroughLinksFromAnyFolder() throws Exception {
        Path first = Files.createSymbolicLink(folder.resolve("first"), LAUNCHER);
        Path nested = Files.createDirectory(folder.resolve("with space"));
        Path second = Files.createSymbolicLink(
                nested.resolve("second"), Path.of("..", first.getFileName().toString()));

        assertThat(start(Map.of(), second, "formats").out()).contains("ftrace");
    }

    @Test
    void launcherWorksAsAScriptOfTheFolderItStandsIn() throws Exception {
        String there = "cd '" + LAUNCHER.getParent().toAbsolutePath() + "' && sh lostedge --version";

        assertThat(start(Map.of(), Path.of("/bin/sh"), "-c", there).out()).startsWith("lostedge ");
    }

    @Test
    void unsuitableJavaHomeIsNamedAndPassedOver() throws Exception {
        Outcome outcome = start(Map.of("JAVA_HOME", folder.toString()), LAUNCHER, "--version");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("JAVA_HOME=" + folder);
    }

    @Test
    void exitCodeAndOneLineReachTheShell() throws Exception {
        Outcome outcome =
                start(Map.of(), LAUNCHER, "analyze", folder.resolve("absent").toString());

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("lostedge: ").hasLineCount(1);
    }

    @Test
    void folderHoldsTheCompletion() {
        assertThat(HOME.resolve("completion/lostedge")).content().contains("analyze", "complete -F");
    }

    @Test
    void classDataOfTheFolderAreUsed() throws Exception {
        assertThat(start(CLASS_DATA_REQUIRED, LAUNCHER, "--version").out()).startsWith("lostedge ");
    }

    @Test
    void copyWorksWithoutClassDataAndUsesThoseMadeAnew() throws Exception {
        Path copy = folder.resolve("copy");
        try (var files = Files.walk(HOME)) {
            for (Path file : (Iterable<Path>) files.filter(f -> !f.toString().endsWith(".jsa"))::iterator) {
                Files.copy(file, copy.resolve(HOME.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Path launcher = copy.resolve("bin/lostedge");

        assertThat(start(Map.of(), launcher, "schema").out()).contains("stalls: a row is");
        assertThat(start(CLASS_DATA_REQUIRED, launcher, "--version").code()).isNotZero();
        assertThat(start(CLASS_DATA_REQUIRED, copy.resolve("lib/class-data-archive"))
                        .code())
                .isZero();
        assertThat(start(CLASS_DATA_REQUIRED, launcher, "--version").out()).startsWith("lostedge ");
    }

    private Outcome start(Map<String, String> environment, Path launcher, String... arguments)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        String[] command = new String[arguments.length + 1];
        command[0] = launcher.toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Outcome(code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err));
    }
}

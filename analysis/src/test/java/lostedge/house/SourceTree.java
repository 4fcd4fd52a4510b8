package lostedge.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this repository, found from wherever the tests run. */
final class SourceTree {
    private static final List<String> MODULES = List.of("engine", "ingest", "analysis");

    private SourceTree() {}

    /** The repository's top folder. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("no folder above has .mvn");
        }
        return folder;
    }

    /** Every Java file of a source set ("main", "test" or "jmh") of all modules. */
    static List<Path> javaFiles(String sourceSet) throws IOException {
        List<Path> files = new java.util.ArrayList<>();
        for (String module : MODULES) {
            files.addAll(below(
                    root().resolve(module).resolve("src").resolve(sourceSet).resolve("java"), ".java"));
        }
        return files;
    }

    /** Every README of the repository. */
    static List<Path> readmes() throws IOException {
        return below(root(), "README.md").stream()
                .filter(file -> !root().relativize(file).toString().matches("(.*/)?(target|\\.[^/]+)/.*"))
                .toList();
    }

    private static List<Path> below(Path folder, String suffix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }
}

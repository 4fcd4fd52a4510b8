package lostedge.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TidyTest {
    private static final Pattern BANNED_NAME =
            Pattern.compile("(?i)^(util|utils|common|misc|helper|helpers|manager|base|impl)$"
                    + "|.*(Util|Utils|Helper|Manager|Impl|Misc)$|^Abstract[A-Z].*|^I[A-Z][a-z].*Interface$");
    private static final Pattern DEBT =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b|@" + "author|@" + "since");
    private static final Pattern TEST_METHOD = Pattern.compile(
            "@(?:Test|ParameterizedTest|FuzzTest|RepeatedTest)\\b[^{;]*?\\bvoid\\s+(\\w+)\\s*\\(", Pattern.DOTALL);

    @Test
    void mainFilesAreShort() throws IOException {
        List<Integer> lengths = new ArrayList<>();
        for (Path file : SourceTree.javaFiles("main")) {
            if (!file.endsWith("package-info.java")) {
                int lines = Files.readAllLines(file).size();
                assertThat(lines).as(file + " lines").isLessThanOrEqualTo(500);
                lengths.add(lines);
            }
        }
        lengths.sort(null);
        assertThat(lengths.get(lengths.size() / 2)).as("median length").isLessThanOrEqualTo(120);
        assertThat(lengths.get(lengths.size() * 9 / 10)).as("90th percentile").isLessThanOrEqualTo(300);
    }

    @Test
    void aPackageHoldsAFewFilesAndADefinition() throws IOException {
        Map<Path, List<Path>> packages = SourceTree.javaFiles("main").stream()
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()));
        packages.forEach((folder, files) -> {
            assertThat(folder.resolve("package-info.java")).exists().content().contains("/**", "@NullMarked");
            assertThat(files.size() - 1).as(folder + " files").isBetween(1, 15);
        });
    }

    @Test
    void namesAreTermsOfTheField() throws IOException {
        for (Path file : SourceTree.javaFiles("main")) {
            for (Path part : SourceTree.root().relativize(file)) {
                String name = part.toString().replace(".java", "");
                assertThat(name).as(file.toString()).doesNotMatch(BANNED_NAME);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "test", "jmh"})
    void linesAreShortWithoutTabsOrDebts(String sourceSet) throws IOException {
        List<String> faults = new ArrayList<>();
        for (Path file : SourceTree.javaFiles(sourceSet)) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                String where = SourceTree.root().relativize(file) + ":" + (i + 1);
                boolean sample = file.endsWith("package-info.java");
                if (line.length() > 120 && !sample && !line.contains("\"") && !line.contains("http")) {
                    faults.add(where + " is longer than 120 columns");
                }
                if (line.indexOf('\t') >= 0 && !line.startsWith(" *")) {
                    faults.add(where + " has a tab");
                }
                if (DEBT.matcher(line).find()) {
                    faults.add(where + " owes something: " + line.strip());
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void namesOfTestsAreSentences() throws IOException {
        List<String> faults = new ArrayList<>();
        for (Path file : SourceTree.javaFiles("test")) {
            Matcher method = TEST_METHOD.matcher(Files.readString(file));
            while (method.find()) {
                String name = method.group(1);
                if (!name.matches("[a-z][A-Za-z0-9]*") || name.startsWith("test") || !name.matches(".*[A-Z].*")) {
                    faults.add(file.getFileName() + ": " + name);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void theTopLevelHoldsRoomsAlone() throws IOException {
        try (Stream<Path> top = Files.list(SourceTree.root())) {
            assertThat(top.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith(".")))
                    .isSubsetOf("README.md", "pom.xml", "engine", "ingest", "analysis", "notebooks", "data", "target");
        }
    }
}

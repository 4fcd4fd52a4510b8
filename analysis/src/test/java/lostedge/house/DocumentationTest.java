package lostedge.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lostedge.analysis.cli.CommandLineShape;
import org.junit.jupiter.api.Test;

/** What a README names exists: types, packages, paths, links, verbs and options. */
class DocumentationTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern PATH =
            Pattern.compile("(?<![\\w/.$<-])((?:engine|ingest|analysis|data|notebooks|\\.ci)/[\\w./-]*\\w)");
    private static final Pattern QUALIFIED = Pattern.compile("lostedge(?:\\.\\w+)+");
    private static final Pattern TYPE = Pattern.compile("[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+");
    private static final Pattern COMMAND = Pattern.compile("(?:^|[\\s`/])lostedge ((?:[^`|#\\n\\\\]|\\\\\\n)+)");

    @Test
    void linksLeadToFiles() throws IOException {
        List<String> faults = new ArrayList<>();
        for (Path readme : SourceTree.readmes()) {
            for (String link : all(LINK, Files.readString(readme))) {
                if (!link.contains("://") && !Files.exists(readme.resolveSibling(link))) {
                    faults.add(SourceTree.root().relativize(readme) + ": " + link);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void pathsExistOrAreMadeByTheBuild() throws IOException {
        List<String> faults = new ArrayList<>();
        for (Path readme : SourceTree.readmes()) {
            for (String path : all(PATH, Files.readString(readme))) {
                boolean made = path.contains("/target/");
                if (!made && !Files.exists(SourceTree.root().resolve(path))) {
                    faults.add(SourceTree.root().relativize(readme) + ": " + path);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void typesAndPackagesExist() throws IOException {
        Set<String> types = new TreeSet<>();
        Set<String> qualified = new TreeSet<>();
        for (String sourceSet : List.of("main", "test", "jmh")) {
            for (Path file : SourceTree.javaFiles(sourceSet)) {
                String name = file.getFileName().toString().replace(".java", "");
                String text = Files.readString(file);
                types.add(name);
                types.addAll(all(Pattern.compile("\\b(?:class|interface|enum|record) (\\w+)"), text));
                Matcher declared = Pattern.compile("(?m)^package ([\\w.]+);").matcher(text);
                if (declared.find()) {
                    qualified.add(declared.group(1) + "." + name);
                    for (String p = declared.group(1); p.contains("."); p = p.substring(0, p.lastIndexOf('.'))) {
                        qualified.add(p);
                    }
                }
            }
        }
        List<String> faults = new ArrayList<>();
        for (Path readme : SourceTree.readmes()) {
            for (String code : all(CODE, Files.readString(readme))) {
                if (QUALIFIED.matcher(code).matches() && !qualified.contains(code)) {
                    faults.add(SourceTree.root().relativize(readme) + ": " + code);
                }
                if (TYPE.matcher(code).matches() && !types.contains(code)) {
                    faults.add(SourceTree.root().relativize(readme) + ": " + code);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void verbsAndOptionsExist() throws IOException {
        Map<String, Set<String>> options = CommandLineShape.optionsByVerb();
        List<String> faults = new ArrayList<>();
        for (Path readme : SourceTree.readmes()) {
            for (String command : all(COMMAND, Files.readString(readme))) {
                String[] words = command.trim().split("[\\s\\\\]+");
                String verb = words[0];
                if (!verb.matches("[a-z]+|-.*")) {
                    continue;
                }
                if (!verb.startsWith("-") && !options.containsKey(verb)) {
                    faults.add(SourceTree.root().relativize(readme) + ": lostedge " + verb);
                    continue;
                }
                Set<String> known = options.getOrDefault(verb, CommandLineShape.ownOptions());
                for (String word : words) {
                    if (word.matches("--?[a-z].*") && !known.contains(word.replaceFirst("=.*", ""))) {
                        faults.add(SourceTree.root().relativize(readme) + ": lostedge " + verb + " " + word);
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}

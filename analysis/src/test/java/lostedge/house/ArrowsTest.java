package lostedge.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    /**
     * Every package and the packages it may use. A line may name only packages of lines above it, so that no cycle can
     * be written down; {@code *} stands for every package of the module above it.
     */
    private static final String ARROWS = """
            engine.event     <-
            engine.finding   <- engine.event
            engine.counter   <- engine.event
            engine.cpu       <- engine.event
            engine.timeline  <- engine.event engine.finding engine.cpu
            engine.rescue    <- engine.event
            engine.books     <- engine.event engine.counter engine.finding engine.rescue
            engine.hypothesis <- engine.event engine.finding engine.rescue engine.books
            engine.stall     <- engine.event engine.finding engine.cpu engine.timeline
            engine.replay    <- engine.event engine.finding engine.cpu engine.timeline engine.stall engine.rescue
            engine.assess    <- engine.event engine.counter engine.finding engine.books engine.hypothesis engine.replay
            engine.variant   <- engine.event
            engine.state     <- engine.event engine.variant
            engine.model     <- engine.event engine.variant engine.state
            engine.workload  <- engine.event engine.variant
            engine.simulate  <- engine.event engine.variant engine.state engine.model engine.workload
            engine.recorder  <- engine.event engine.counter engine.finding engine.variant engine.state engine.model \
                engine.workload engine.simulate
            engine.transition <- engine.event engine.state engine.model engine.variant
            engine.statespace <- engine.state engine.model engine.variant engine.transition
            engine.belief    <- engine.event engine.variant engine.state engine.model
            engine.receiver  <- engine.event engine.variant engine.state engine.model engine.belief
            engine.conformance.survey <- engine.event engine.variant engine.belief
            engine.conformance.verdict <- engine.event engine.state engine.model engine.belief engine.receiver
            engine.conformance <- engine.event engine.state engine.belief engine.receiver engine.conformance.*
            engine.check     <- engine.variant engine.state engine.model engine.transition engine.statespace

            ingest.reader    <- engine.event
            ingest.bytes     <- engine.event ingest.reader
            ingest.compression <- ingest.reader
            ingest.archive   <- engine.event ingest.reader ingest.compression
            ingest.digest    <- ingest.reader
            ingest.eventtext <- engine.event ingest.bytes
            ingest.order     <- engine.event ingest.reader
            ingest.ftrace    <- engine.event ingest.reader ingest.bytes ingest.eventtext ingest.order
            ingest.interrupts <- engine.event engine.counter ingest.reader ingest.bytes
            ingest.dmesg.report <- engine.event
            ingest.dmesg     <- engine.event ingest.reader ingest.bytes ingest.dmesg.report
            ingest.tracepoint <- engine.event ingest.reader ingest.bytes
            ingest.tracedat  <- engine.event ingest.reader ingest.bytes ingest.tracepoint ingest.order
            ingest.perf      <- engine.event ingest.reader ingest.bytes ingest.tracepoint ingest.order
            ingest.ctf.metadata <- ingest.reader
            ingest.ctf.packet <- ingest.reader ingest.bytes ingest.ctf.metadata
            ingest.ctf       <- engine.event ingest.reader ingest.bytes ingest.tracepoint ingest.order ingest.ctf.*
            ingest.arrow     <- ingest.reader
            ingest.parquet   <-
            ingest.table     <- ingest.arrow ingest.parquet
            ingest.store     <- engine.event engine.counter ingest.reader ingest.bytes ingest.arrow ingest.table
            ingest.scenario  <- engine.event engine.variant engine.workload ingest.reader
            ingest.protobuf  <-
            ingest.perfetto  <- engine.* ingest.*
            ingest           <- engine.event engine.counter ingest.*

            analysis.statistics <-
            analysis.wording    <- engine.event engine.finding
            analysis.timeline   <- engine.event engine.finding analysis.wording
            analysis.result     <- engine.* analysis.statistics analysis.timeline
            analysis.table      <- engine.* ingest.* analysis.statistics analysis.timeline analysis.result
            analysis.chart.axis <- analysis.wording
            analysis.chart      <- engine.event engine.finding analysis.*
            analysis.proof      <- engine.event engine.variant engine.state engine.model engine.check analysis.timeline
            analysis.figure     <- engine.event engine.counter engine.finding analysis.*
            analysis.simulation <- engine.* ingest.* analysis.*
            analysis.sweep      <- engine.variant engine.workload ingest.table analysis.*
            analysis.claim      <- engine.* analysis.*
            analysis.claim.output <- ingest.table analysis.claim analysis.table
            analysis.html       <- analysis.wording analysis.chart analysis.figure
            analysis.report     <- engine.event engine.counter engine.finding analysis.*
            analysis.run        <- engine.* ingest.* analysis.*
            analysis.validation <- engine.event engine.belief engine.conformance.* ingest.* analysis.proof analysis.run
            analysis.cli.option <- engine.event engine.variant engine.check ingest.scenario analysis.proof
            analysis.cli        <- engine.* ingest.* analysis.*
            """;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("lostedge");

    private final Map<String, Set<String>> mayUse = arrows();

    @Test
    void everyPackageStandsInTheArrows() {
        Set<String> packages = new TreeSet<>();
        CLASSES.forEach(type -> packages.add(shortName(type)));
        assertThat(packages).isNotEmpty().isSubsetOf(mayUse.keySet());
    }

    @Test
    void packagesUseOnlyWhatTheirArrowsAllow() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String from = shortName(type);
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                String to = shortName(target);
                if (target.getPackageName().startsWith("lostedge")
                        && !to.equals(from)
                        && !mayUse.getOrDefault(from, Set.of()).contains(to)) {
                    violations.add(
                            from + " uses " + to + ": " + type.getSimpleName() + " -> " + target.getSimpleName());
                }
            });
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void theEngineUsesTheJdkAlone() {
        noClasses()
                .that()
                .resideInAPackage("lostedge.engine..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("lostedge.engine..", "java..", "org.jspecify.annotations..")
                .check(CLASSES);
    }

    @Test
    void theEngineReadsNoFileClockOrRandomSource() {
        noClasses()
                .that()
                .resideInAPackage("lostedge.engine..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "touch files, the clock or random sources",
                        type -> type.getPackageName().startsWith("java.nio.file")
                                || type.getPackageName().startsWith("java.net")
                                || type.getPackageName().startsWith("java.time")
                                || type.getName().startsWith("java.io.File")
                                || type.getName().endsWith("Random")))
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .check(CLASSES);
    }

    @Test
    void librariesStayInTheirRooms() {
        keeps("org.apache.arrow..", "lostedge.ingest.arrow..", "lostedge.ingest.store..");
        keeps("org.apache.parquet..", "lostedge.ingest.parquet..");
        keeps(
                "org.apache.commons.compress..",
                "lostedge.ingest.compression..",
                "lostedge.ingest.archive..",
                "lostedge.ingest.tracedat..",
                "lostedge.ingest.perf..");
        keeps("org.apache.commons.statistics..", "lostedge.analysis.statistics..");
        keeps("org.HdrHistogram..", "lostedge.analysis.statistics..");
        keeps("org.jfree..", "lostedge.analysis.chart..");
        keeps("tech.tablesaw..", "lostedge.analysis.table..", "lostedge.analysis.html..", "lostedge.analysis.report..");
        keeps("picocli..", "lostedge.analysis.cli..");
        keeps("me.tongfei..", "lostedge.analysis.cli..", "lostedge.analysis.run..");
    }

    private static void keeps(String library, String... rooms) {
        noClasses()
                .that()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    private static String shortName(JavaClass type) {
        return type.getPackageName().replaceFirst("^lostedge\\.?", "");
    }

    private static Map<String, Set<String>> arrows() {
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        ARROWS.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] sides = line.split("<-", -1);
            Set<String> used = new LinkedHashSet<>();
            for (String name : sides[1].trim().split("\\s+")) {
                if (name.endsWith("*")) {
                    String module = name.substring(0, name.length() - 1);
                    arrows.keySet().stream()
                            .filter(known -> (known + ".").startsWith(module))
                            .forEach(used::add);
                } else if (!name.isEmpty()) {
                    assertThat(arrows.containsKey(name))
                            .as("%s stands above its users", name)
                            .isTrue();
                    used.add(name);
                }
            }
            arrows.put(sides[0].trim(), used);
        });
        return arrows;
    }
}

package lostedge.engine.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lostedge.engine.check.Verdict.Outcome;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.IpiLock;
import lostedge.engine.variant.KernelVariant.RtcBracket;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The model written a second time, in Promela, and searched by SPIN. */
class PromelaTest {
    private static final Path TWIN = Path.of("..", "data", "benchmarks", "ipi.pml");

    static Stream<Configuration> variants() {
        List<Configuration> all = new ArrayList<>();
        CallerRules both = CallerRules.SYNCHRONOUS.withIrqs(Choice.BOTH).withWaiting(Choice.BOTH);
        for (Hardware hardware : Hardware.values()) {
            all.add(new Configuration(2, hardware, KernelVariant.STOCK, CallerRules.SYNCHRONOUS));
            all.add(new Configuration(2, hardware, KernelVariant.PATCHES_1_AND_2, CallerRules.SYNCHRONOUS));
            all.add(new Configuration(2, hardware, KernelVariant.PATCHES_1_AND_2, both.withUnlocked(true)));
        }
        KernelVariant review = KernelVariant.PATCHES_1_AND_2
                .withDrainReads(DrainReads.IRQS_OFF)
                .withBracket(RtcBracket.INNER);
        all.add(new Configuration(2, Hardware.LOST_IN_ENTINT, review, both));
        all.add(new Configuration(2, Hardware.LOST_AT_IPL7, KernelVariant.PATCH_2.withLock(IpiLock.SPIN), both));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void spinFindsTheSameStatesTransitionsAndVerdict(Configuration configuration, @TempDir Path folder)
            throws IOException, InterruptedException {
        assumeTrue(isInstalled("spin") && isInstalled("gcc"), "spin and gcc are not installed");
        Verdict verdict =
                new Checker(Reduction.NONE, 1, Limits.ofBytes(1L << 28)).check(configuration, Property.RELEASE);
        String search = search(configuration, folder, false);
        assertThat(number(search, "(\\d+) states, stored")).isEqualTo(verdict.states());
        // SPIN counts the visit of the initial state as a transition.
        assertThat(number(search, "(\\d+) transitions")).isEqualTo(verdict.transitions() + 1);
        long errors = number(search(configuration, folder, true), "errors: (\\d+)");
        assertThat(errors == 0 ? Outcome.HOLDS : Outcome.VIOLATED).isEqualTo(verdict.outcome());
    }

    private static String search(Configuration configuration, Path folder, boolean release)
            throws IOException, InterruptedException {
        List<String> spin = new ArrayList<>(List.of("spin", "-a"));
        spin.addAll(macros(configuration));
        if (release) {
            spin.add("-DRELEASE");
        }
        spin.add(TWIN.toAbsolutePath().normalize().toString());
        run(folder, spin);
        run(folder, List.of("gcc", "-O1", "-w", "-DNOREDUCE", "-DSAFETY", "-o", "pan", "pan.c"));
        return run(folder, List.of("./pan", "-m1000000", "-w20"));
    }

    private static List<String> macros(Configuration configuration) {
        KernelVariant kernel = configuration.kernel();
        CallerRules callers = configuration.callers();
        return List.of(
                "-DN=" + configuration.cpus(),
                "-DHARDWARE=" + configuration.hardware().ordinal(),
                "-DPOLL=" + (kernel.poll() ? 1 : 0),
                "-DLOCK=" + kernel.lock().ordinal(),
                "-DDRAIN_OFF=" + kernel.drainReads().ordinal(),
                "-DINNER=" + kernel.bracket().ordinal(),
                "-DCALLERS=" + (callers.irqs().ordinal() + 1),
                "-DWAITING=" + (callers.waiting().ordinal() + 1),
                "-DUNLOCKED=" + (callers.unlocked() ? 1 : 0));
    }

    private static long number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}

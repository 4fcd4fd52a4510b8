package lostedge.analysis.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lostedge.analysis.chart.Chart;
import lostedge.analysis.chart.ChartTheme;
import lostedge.analysis.chart.SequenceChart;
import lostedge.analysis.cli.option.Arguments;
import lostedge.analysis.cli.option.ConstantConverter;
import lostedge.analysis.cli.option.ExplorationOptions;
import lostedge.analysis.cli.option.VariantOptions;
import lostedge.analysis.proof.Counterexample;
import lostedge.analysis.proof.KernelWords;
import lostedge.analysis.proof.TruthTable;
import lostedge.analysis.proof.VerdictJson;
import lostedge.analysis.proof.VerdictText;
import lostedge.analysis.run.JsonText;
import lostedge.analysis.run.OutputFolder;
import lostedge.analysis.simulation.CounterexampleCapture;
import lostedge.analysis.timeline.LaneDiagram;
import lostedge.engine.check.Property;
import lostedge.engine.check.Step;
import lostedge.engine.check.Verdict;
import lostedge.engine.variant.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** {@code lostedge check}: every interleaving of a variant. */
final class CheckCommand extends Verb {
    /** Exit code of a check that did not come to its end. */
    static final int INCOMPLETE = 3;

    private static final long RECORDED_NS = 60_000_000;

    private final VariantOptions variant = new VariantOptions();
    private final ExplorationOptions exploration = new ExplorationOptions();
    private final OptionSpec property = Arguments.choice(
            "--property",
            new ConstantConverter<>(Property.class),
            "NAME",
            "release",
            "release, delivery, no-self-deadlock, exactly-once, counters-bounded,",
            "calls-serialized or drain-reads-own");
    private final OptionSpec matrix =
            Arguments.flag("--matrix", "Check every kernel of the series on every hardware instead.");
    private final OptionSpec output = Arguments.output(
            "DIR",
            false,
            "Where to write the counterexample: its steps, its sequence chart as SVG and PNG, and",
            "recording/, what a machine that goes this way leaves behind, for lostedge analyze.");

    CheckCommand() {
        super(
                "check",
                "Explore every interleaving of a kernel and hardware variant: the property holds, or here is the shortest",
                "way to break it.");
        variant.addTo(spec());
        exploration.addTo(spec());
        takes(property, matrix, output);
        spec().usageMessage()
                .footer("", "Exit code 0: holds; 1: violated; 2: bad usage; 3: memory or time ran out before the end.");
    }

    @Override
    public Integer call() throws IOException {
        Configuration configuration = variant.configuration();
        PrintWriter out = out();
        return matrix.<Boolean>getValue() ? matrix(out, configuration) : one(out, configuration);
    }

    private int one(PrintWriter out, Configuration configuration) throws IOException {
        long begin = System.nanoTime();
        Verdict verdict = exploration.checker().check(configuration, property.getValue());
        double took = (System.nanoTime() - begin) * 1e-9;
        if (json()) {
            ObjectNode json = JsonText.object();
            VerdictJson.put(json, verdict);
            json.put("seconds", took);
            out.println(JsonText.of(json));
        } else {
            out.print(VerdictText.of(verdict, took));
        }
        List<Step> path = verdict.counterexample();
        @Nullable Path place = output.getValue();
        if (place != null && path != null) {
            write(place, verdict.configuration(), path);
        }
        return switch (verdict.outcome()) {
            case HOLDS -> Main.DONE;
            case VIOLATED -> Main.FOUND;
            case INCOMPLETE -> INCOMPLETE;
        };
    }

    private static void write(Path place, Configuration variant, List<Step> path) throws IOException {
        Counterexample counterexample = new Counterexample(variant, path);
        LaneDiagram diagram = counterexample.diagram("shortest counterexample");
        try (OutputFolder folder = new OutputFolder(place)) {
            for (ChartTheme theme : ChartTheme.values()) {
                draw(folder.draft(), theme, diagram, counterexample.doomedAfter());
            }
            Files.writeString(folder.draft().resolve("counterexample.txt"), counterexample.table());
            new CounterexampleCapture(variant, path, RECORDED_NS)
                    .write(
                            Files.createDirectory(folder.draft().resolve("recording")),
                            KernelWords.of(variant),
                            ToolVersion.text());
            folder.finish();
        }
    }

    private static void draw(Path folder, ChartTheme theme, LaneDiagram diagram, int doomedAfter) throws IOException {
        Chart chart = SequenceChart.of(theme, diagram, doomedAfter, Counterexample.TURN);
        int width = SequenceChart.width(diagram);
        int height = SequenceChart.height(diagram);
        String name = theme == ChartTheme.LIGHT ? "counterexample" : "counterexample-dark";
        Files.writeString(folder.resolve(name + ".svg"), chart.svg("counterexample", width, height));
        Files.write(folder.resolve(name + ".png"), chart.png(width, height));
    }

    private int matrix(PrintWriter out, Configuration configuration) {
        Property tested = property.getValue();
        TruthTable table = new TruthTable(exploration::checker, configuration.cpus(), configuration.callers(), tested);
        boolean complete =
                table.cells().stream().noneMatch(cell -> cell.verdict().outcome() == Verdict.Outcome.INCOMPLETE);
        if (json()) {
            ObjectNode json = JsonText.object();
            ArrayNode cells = json.putArray("cells");
            for (TruthTable.Cell cell : table.cells()) {
                ObjectNode node = cells.addObject().put("kernel", cell.kernel());
                VerdictJson.put(node, cell.verdict());
            }
            out.println(JsonText.of(json));
        } else {
            out.println(tested.statement() + ", " + configuration.cpus() + " CPUs; a number: steps to the hang\n");
            out.print(table.text());
        }
        return complete ? Main.DONE : INCOMPLETE;
    }
}

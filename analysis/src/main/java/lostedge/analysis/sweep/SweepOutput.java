package lostedge.analysis.sweep;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lostedge.analysis.chart.Chart;
import lostedge.analysis.chart.ChartTheme;
import lostedge.analysis.figure.Figure;
import lostedge.analysis.simulation.SimulationText;
import lostedge.ingest.table.TableFormat;

/** A sweep as files and as JSON. */
public final class SweepOutput {
    private SweepOutput() {}

    /**
     * Writes its chart (SVG, PNG) and its table (Arrow, CSV) into a folder, named after what was varied.
     *
     * @param facts what the table's metadata tell of how it was made
     * @throws IOException if a file cannot be written
     */
    public static void write(Sweep sweep, Path folder, Map<String, String> facts) throws IOException {
        Figure figure = SweepFigure.of(sweep);
        Chart chart = figure.chart().apply(ChartTheme.LIGHT);
        Files.writeString(
                folder.resolve(figure.id() + ".svg"), chart.svg(figure.id(), figure.width(), figure.height()));
        Files.write(folder.resolve(figure.id() + ".png"), chart.png(figure.width(), figure.height()));
        for (TableFormat format : List.of(TableFormat.ARROW, TableFormat.CSV)) {
            SweepTable.write(sweep, folder.resolve(figure.id() + "." + format.extension()), format, facts);
        }
    }

    /** Adds the name of what was varied, and what came of it at each value. */
    public static void fill(ObjectNode json, Sweep sweep) {
        json.put("parameter", sweep.variation().parameter().word());
        ArrayNode points = json.putArray("points");
        for (Sweep.Point point : sweep.points()) {
            ObjectNode at = points.addObject();
            at.put("value", point.value());
            SimulationText.fill(at, point.scenario(), point.outcome());
        }
    }
}

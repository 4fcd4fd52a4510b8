package lostedge.analysis.simulation;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lostedge.analysis.table.ResultTable;
import lostedge.analysis.table.ResultTables;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Rescue;
import lostedge.engine.finding.Stall;
import lostedge.ingest.table.TableFormat;
import lostedge.ingest.table.TableWriter;

/** The truth of a simulation as CSV files with the columns of the tables an analysis writes. */
final class TruthTables implements FindingSink, Closeable {
    private final TableWriter ipis;
    private final TableWriter stalls;
    private final TableWriter rescues;

    TruthTables(Path folder, Map<String, String> metadata) throws IOException {
        Files.createDirectories(folder);
        ipis = create(folder, ResultTables.IPIS, metadata);
        stalls = create(folder, ResultTables.STALLS, metadata);
        rescues = create(folder, ResultTables.RESCUES, metadata);
    }

    private static TableWriter create(Path folder, ResultTable<?> table, Map<String, String> metadata)
            throws IOException {
        return TableFormat.CSV.create(folder.resolve(table.name() + ".csv"), table.schema(metadata));
    }

    @Override
    public void ipi(Ipi ipi) {
        write(ResultTables.IPIS, ipis, ipi);
    }

    @Override
    public void stall(Stall stall) {
        write(ResultTables.STALLS, stalls, stall);
    }

    @Override
    public void rescue(Rescue rescue) {
        write(ResultTables.RESCUES, rescues, rescue);
    }

    private static <R> void write(ResultTable<R> table, TableWriter writer, R row) {
        try {
            table.write(writer, row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void finish() throws IOException {
        ipis.finish();
        stalls.finish();
        rescues.finish();
    }

    @Override
    public void close() throws IOException {
        try (ipis;
                stalls) {
            rescues.close();
        }
    }
}

package lostedge.analysis.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import lostedge.analysis.result.AnalysisResult;
import lostedge.engine.counter.CounterDelta;
import lostedge.engine.counter.CounterDeltas;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.finding.Rescue;
import lostedge.engine.finding.Stall;
import lostedge.ingest.table.TableFormat;
import lostedge.ingest.table.TableWriter;

/**
 * The table files of an analysis. Findings are written row by row as they are made, but messages wait until
 * {@link #finish} tells how likely their edges were lost; it also writes what is known only at the end. A file that
 * cannot be written ends the analysis by an {@link UncheckedIOException}.
 */
public final class FindingTables implements FindingSink, Closeable {
    private final List<Output<?>> outputs = new ArrayList<>();
    private final UnratedMessages messages;
    private final Output<Stall> stalls;
    private final Output<Rescue> rescues;
    private final Output<MaskedWindow> windows;
    private final Path folder;
    private final Set<TableFormat> formats;
    private final Map<String, String> metadata;

    /** One table in every format asked for. */
    private final class Output<R> implements Closeable {
        private final ResultTable<R> table;
        private final TableWriter writer;

        Output(ResultTable<R> table) throws IOException {
            this.table = table;
            writer = TableFormat.create(folder, formats, table.schema(metadata));
            outputs.add(this);
        }

        void write(R row) {
            try {
                table.write(writer, row);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void finish() throws IOException {
            writer.finish();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    /**
     * Starts the files.
     *
     * @param folder where they go; made if missing
     * @param formats which formats to write
     * @param metadata what is true of every table, such as tool version, clock and input
     */
    public FindingTables(Path folder, Set<TableFormat> formats, Map<String, String> metadata) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.formats = formats;
        this.metadata = metadata;
        messages = new UnratedMessages(folder.resolve("ipis.unrated"));
        try {
            stalls = new Output<>(ResultTables.STALLS);
            rescues = new Output<>(ResultTables.RESCUES);
            windows = new Output<>(ResultTables.WINDOWS);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public void ipi(Ipi ipi) {
        try {
            messages.add(ipi);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stall(Stall stall) {
        stalls.write(stall);
    }

    @Override
    public void rescue(Rescue rescue) {
        rescues.write(rescue);
    }

    @Override
    public void window(MaskedWindow window) {
        windows.write(window);
    }

    /**
     * Writes the tables of messages, counters, hypotheses and losses and completes all files.
     *
     * @param rating gives a message the probability that its edge was lost
     */
    public void finish(AnalysisResult result, UnaryOperator<Ipi> rating) throws IOException {
        Output<Ipi> ipis = new Output<>(ResultTables.IPIS);
        messages.forEach(ipi -> ipis.write(rating.apply(ipi)));
        Output<CounterDelta> counters = new Output<>(ResultTables.COUNTERS);
        for (CounterSeries series : result.counters()) {
            CounterDeltas.forEach(series, counters::write);
        }
        result.hypotheses().forEach(new Output<>(ResultTables.HYPOTHESES)::write);
        result.losses().losses().forEach(new Output<>(ResultTables.LOSSES)::write);
        for (Output<?> output : outputs) {
            output.finish();
        }
    }

    /** Throws away every file unless {@link #finish} was called. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        List<Closeable> files = new ArrayList<>(outputs);
        files.add(messages);
        for (Closeable file : files) {
            try {
                file.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

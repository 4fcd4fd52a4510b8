package lostedge.engine.assess;

import java.io.IOException;
import java.util.List;
import lostedge.engine.books.Books;
import lostedge.engine.books.EdgeBooks;
import lostedge.engine.books.EdgeCounts;
import lostedge.engine.event.Clock;
import lostedge.engine.event.CounterSeries;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Prediction;
import lostedge.engine.hypothesis.Rivals;
import lostedge.engine.replay.Replay;
import lostedge.engine.replay.ReplayOptions;
import lostedge.engine.replay.ReplaySummary;
import org.jspecify.annotations.Nullable;

/**
 * Everything concluded from one recording as a whole.
 *
 * @param summary the counts of its replay
 * @param books its books
 * @param hypotheses the rival explanations, weighed
 */
public record Assessment(ReplaySummary summary, Books books, List<Prediction> hypotheses) {
    /** Opens the recording from its first event, as often as it is called. */
    @FunctionalInterface
    public interface Opener {
        /**
         * {@return the recording's events}
         *
         * @throws IOException if it cannot be read
         */
        EventSource open() throws IOException;
    }

    /**
     * Assesses a recording in two passes, or three where its stamps turn out not to order two CPUs.
     *
     * @param opener opens the recording
     * @param counters the counter readings taken beside it, or null
     * @param options what to look for; the counters tell of the poll if the options do not
     * @param sink receives the findings of the second pass
     * @throws IOException if the recording cannot be read
     */
    public static Assessment of(
            Opener opener, @Nullable CounterSeries counters, ReplayOptions options, FindingSink sink)
            throws IOException {
        EdgeBooks open = new EdgeBooks(counters);
        ReplayOptions told = withPoll(options, open.poll());
        EdgeCounts edges = new EdgeCounts();
        Books books;
        try (EventSource source = opener.open()) {
            ReplaySummary first = replay(source, told, both(edges, open), open);
            String disorder = first.disorder();
            if (disorder != null && told.disorder() == null) {
                told = told.withDisorder(disorder);
                edges = recount(opener, told);
            }
            books = open.balance(
                    ordered(source.clock(), disorder == null),
                    edges,
                    Books.Poll.valueOf(first.poll().name()));
        }
        RatedEdges rated = new RatedEdges(LossProbability.of(books, edges), sink);
        try (EventSource source = opener.open()) {
            ReplaySummary summary = replay(source, told, rated, null);
            return new Assessment(summary, books, Rivals.weigh(books, edges));
        }
    }

    private static FindingSink both(FindingSink first, FindingSink second) {
        return new FindingSink() {
            @Override
            public void ipi(Ipi ipi) {
                first.ipi(ipi);
                second.ipi(ipi);
            }
        };
    }

    /** What was settled before the stamps were found not to order two CPUs must be settled again. */
    private static EdgeCounts recount(Opener opener, ReplayOptions told) throws IOException {
        EdgeCounts edges = new EdgeCounts();
        try (EventSource source = opener.open()) {
            replay(source, told, edges, null);
        }
        return edges;
    }

    private static Clock ordered(Clock clock, boolean ordered) {
        return new Clock(clock.domain(), clock.resolutionNs(), clock.hasDurations(), ordered);
    }

    private static ReplayOptions withPoll(ReplayOptions options, Books.Poll poll) {
        return options.poll() == ReplayOptions.Poll.UNKNOWN
                ? options.withPoll(ReplayOptions.Poll.valueOf(poll.name()))
                : options;
    }

    private static ReplaySummary replay(
            EventSource source, ReplayOptions options, FindingSink sink, @Nullable EdgeBooks books) throws IOException {
        EventBatch batch = new EventBatch();
        boolean more = source.read(batch);
        Replay replay = new Replay(source.labels(), source.capabilities(), source.clock(), options, sink);
        while (more) {
            replay.write(batch);
            if (books != null) {
                books.write(batch);
            }
            more = source.read(batch);
        }
        return replay.finish(source.losses());
    }
}

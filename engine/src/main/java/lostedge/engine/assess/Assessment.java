package lostedge.engine.assess;

import java.io.IOException;
import java.util.List;
import lostedge.engine.books.Books;
import lostedge.engine.books.EdgeBooks;
import lostedge.engine.books.EdgeCounts;
import lostedge.engine.event.CounterSeries;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Hypothesis;
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
public record Assessment(ReplaySummary summary, Books books, List<Hypothesis> hypotheses) {
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
     * Assesses a recording in two passes.
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
            ReplaySummary first = replay(source, told, edges, open);
            books = open.balance(
                    source.clock(), edges, Books.Poll.valueOf(first.poll().name()));
        }
        RatedEdges rated = new RatedEdges(LossProbability.of(books, edges), sink);
        try (EventSource source = opener.open()) {
            ReplaySummary summary = replay(source, told, rated, null);
            return new Assessment(summary, books, Rivals.weigh(books, edges));
        }
    }

    private static ReplayOptions withPoll(ReplayOptions options, Books.Poll poll) {
        if (options.poll() != ReplayOptions.Poll.UNKNOWN) {
            return options;
        }
        return new ReplayOptions(options.stallNs(), options.longStretchNs(), ReplayOptions.Poll.valueOf(poll.name()));
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

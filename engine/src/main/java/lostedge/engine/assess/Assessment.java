package lostedge.engine.assess;

import java.io.IOException;
import java.util.List;
import lostedge.engine.books.Books;
import lostedge.engine.books.EdgeBooks;
import lostedge.engine.books.EdgeCounts;
import lostedge.engine.books.MissingSends;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.EventSource;
import lostedge.engine.finding.Completeness;
import lostedge.engine.finding.FindingSink;
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
 * @param odds how likely each edge was lost, which only the whole recording tells
 */
public record Assessment(ReplaySummary summary, Books books, List<Prediction> hypotheses, LossProbability odds) {
    /** Begins a pass over the recording from its first event, as often as it is called. */
    @FunctionalInterface
    public interface Opener {
        /**
         * {@return the recording's events and a new receiver of what is found in them}
         *
         * @throws IOException if it cannot be read
         */
        Pass open() throws IOException;
    }

    /**
     * One pass over a recording.
     *
     * @param events the recording, closed when it is over
     * @param findings receives the findings; those of the last pass count, those of an earlier one were made in vain
     */
    public record Pass(EventSource events, FindingSink findings) {}

    /**
     * Assesses a recording in one pass, or two where its stamps turn out not to order two CPUs or events to be missing:
     * then what was settled before that was found must be settled again.
     *
     * <p>Findings come without the probability that an edge was lost where no proof tells; {@link #odds} has it.
     *
     * @param opener opens the recording
     * @param counters the counter readings taken beside it, or null
     * @param options what to look for; the counters tell of the poll if the options do not
     * @throws IOException if the recording cannot be read
     */
    public static Assessment of(Opener opener, @Nullable CounterSeries counters, ReplayOptions options)
            throws IOException {
        EdgeBooks open = new EdgeBooks(counters);
        ReplayOptions told = withPoll(options, open.poll());
        EdgeCounts edges = new EdgeCounts();
        ReplaySummary first;
        Clock clock;
        Pass pass = opener.open();
        try (EventSource events = pass.events()) {
            first = replay(events, told, List.of(edges, open, pass.findings()), open);
            clock = events.clock();
        }
        ReplaySummary last = first;
        ReplayOptions known = told.after(first);
        if (!known.equals(told)) {
            edges = new EdgeCounts();
            Pass again = opener.open();
            try (EventSource events = again.events()) {
                last = replay(events, known, List.of(edges, again.findings()), batch -> {});
            }
        }
        Books books = open.balance(
                        ordered(clock, first),
                        edges,
                        Books.Poll.valueOf(first.poll().name()))
                .completed(missing(first), first.completeness().eventsMissingOnOneCpu() ? first.disorder() : null);
        return new Assessment(last, books, Rivals.weigh(books, edges), LossProbability.of(books, edges));
    }

    private static Clock ordered(Clock clock, ReplaySummary found) {
        return new Clock(clock.domain(), clock.resolutionNs(), clock.hasDurations(), found.disorder() == null);
    }

    private static MissingSends missing(ReplaySummary found) {
        Completeness of = found.completeness();
        return new MissingSends(of.startsUnqueued(), of.starts(), of.eventsMissing() && found.disorder() == null);
    }

    private static ReplayOptions withPoll(ReplayOptions options, Books.Poll poll) {
        return options.poll() == ReplayOptions.Poll.UNKNOWN
                ? options.withPoll(ReplayOptions.Poll.valueOf(poll.name()))
                : options;
    }

    private static ReplaySummary replay(
            EventSource source, ReplayOptions options, List<FindingSink> sinks, EventSink watcher) throws IOException {
        EventBatch batch = new EventBatch();
        boolean more = source.read(batch);
        FindingSink findings = new FindingSinks(sinks);
        Replay replay = new Replay(source.labels(), source.capabilities(), source.clock(), options, findings);
        while (more) {
            replay.write(batch);
            watcher.write(batch);
            more = source.read(batch);
        }
        return replay.finish(source.losses());
    }
}

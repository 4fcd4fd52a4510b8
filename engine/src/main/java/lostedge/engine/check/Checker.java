package lostedge.engine.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import lostedge.engine.check.Verdict.Outcome;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.state.SystemState;
import lostedge.engine.statespace.Marks;
import lostedge.engine.statespace.StateSpace;
import lostedge.engine.statespace.Workers;
import lostedge.engine.transition.StepRule;
import lostedge.engine.transition.StepTable;
import lostedge.engine.variant.Configuration;

/**
 * Checks a property of a configuration over all interleavings.
 *
 * <p>Two searches take turns until one of them knows. A {@link ShortestPath} is looked for among the states near the
 * initial one, each decided as it comes. An {@link Exploration} finds all states, of which fewer need be told apart,
 * and {@link GoalWalks} decide them.
 */
public final class Checker {
    /** How many states are decided one by one in the first turn; in each further turn twice as many in all. */
    private static final long NEAR = 1 << 15;
    /** How many states are explored in a turn, for one that has been decided. */
    private static final long FAR = 8;

    private final Reduction reduction;
    private final int threads;
    private final Limits limits;
    private final StepRule rule;

    /**
     * A checker.
     *
     * @param threads 1, 2, 4, ...
     */
    public Checker(Reduction reduction, int threads, Limits limits) {
        this(reduction, threads, limits, IpiSystem::apply);
    }

    /** A checker of machines that take their steps in a way of their own. */
    Checker(Reduction reduction, int threads, Limits limits, StepRule rule) {
        if (Integer.bitCount(threads) != 1) {
            throw new IllegalArgumentException("threads: expected a power of two, found " + threads);
        }
        this.reduction = reduction;
        this.threads = threads;
        this.limits = limits;
        this.rule = rule;
    }

    /** {@return what the exploration of a configuration says of a property} */
    public Verdict check(Configuration configuration, Property property) {
        boolean confluence = reduction.confluence() && property.isReachability();
        StateSpace space =
                new StateSpace(new IpiSystem(configuration), rule, reduction.symmetry(), confluence, threads);
        NearestViolation near = new NearestViolation(configuration, property);
        try (Workers workers = new Workers(threads)) {
            Exploration exploration = new Exploration(space, property, limits.deadline(), workers);
            boolean isOver = false;
            for (long turn = NEAR; !isOver; turn *= 2) {
                if (reduction.early() && near.find(turn, () -> isOver(space, near))) {
                    return near.verdict();
                }
                long left = limits.bytes() - near.bytes();
                isOver = exploration.run(reduction.early() ? FAR * turn : Long.MAX_VALUE, left);
            }
            Outcome outcome = outcome(property, space, exploration, workers);
            return new Verdict(
                    configuration,
                    property,
                    outcome,
                    new Reduction(false, reduction.symmetry(), confluence),
                    space.size(),
                    exploration.depth(),
                    (double) space.bytes() / space.size(),
                    exploration.coverage(),
                    outcome == Outcome.VIOLATED ? near.path() : null);
        }
    }

    private boolean isOver(StateSpace space, NearestViolation near) {
        return limits.deadline().getAsBoolean() || space.bytes() + near.bytes() > limits.bytes();
    }

    private static Outcome outcome(Property property, StateSpace space, Exploration exploration, Workers workers) {
        if (exploration.isViolated()) {
            return Outcome.VIOLATED;
        }
        if (!exploration.isComplete()) {
            return Outcome.INCOMPLETE;
        }
        boolean anyBad = property.isReachability() && new GoalWalks(space, property, new Marks(space)).anyBad(workers);
        return anyBad ? Outcome.VIOLATED : Outcome.HOLDS;
    }

    /** The violation nearest to the initial state. */
    private final class NearestViolation {
        private final Configuration configuration;
        private final Property property;
        private final ForbiddenSteps forbidden;
        private final LongPredicate isViolation;
        private final ShortestPath path;

        NearestViolation(Configuration configuration, Property property) {
            this.configuration = configuration;
            this.property = property;
            StateSpace space = new StateSpace(new IpiSystem(configuration), rule, reduction.symmetry(), false, 1);
            forbidden = new ForbiddenSteps(space, property, space.steps());
            isViolation = property.isReachability() ? bad(space) : state -> forbidden.first(state) != null;
            path = new ShortestPath(space);
        }

        /** Most states reach a goal, and that is shown sooner by what stands for them. */
        private LongPredicate bad(StateSpace space) {
            GoalSearch exact = new GoalSearch(space, property);
            if (!reduction.confluence()) {
                return exact::isBad;
            }
            StateSpace reduced = new StateSpace(space.system(), rule, reduction.symmetry(), true, 1);
            GoalSearch sooner = new GoalSearch(reduced, property);
            StepTable table = space.steps();
            SystemState full = space.system().initial();
            return state -> {
                table.unpack(state, full);
                return sooner.isBad(full) && exact.isBad(state);
            };
        }

        boolean find(long most, BooleanSupplier isOver) {
            return path.find(isViolation, most, isOver);
        }

        /** {@return bytes held for states} */
        long bytes() {
            return path.bytes();
        }

        /** {@return the steps to it, wherever it is and whatever memory that takes} */
        List<Step> path() {
            if (!find(Long.MAX_VALUE, () -> false)) {
                throw new IllegalStateException("what was violated in some state is violated in none");
            }
            return steps();
        }

        private List<Step> steps() {
            List<Step> steps = new ArrayList<>(path.steps());
            Step last = property.isReachability() ? null : forbidden.first(path.end());
            if (last != null) {
                steps.add(last);
            }
            return steps;
        }

        Verdict verdict() {
            return new Verdict(
                    configuration,
                    property,
                    Outcome.VIOLATED,
                    new Reduction(true, reduction.symmetry(), false),
                    path.seen().size(),
                    path.depth(),
                    (double) path.seen().bytes() / path.seen().size(),
                    path.coverage(),
                    steps());
        }
    }
}

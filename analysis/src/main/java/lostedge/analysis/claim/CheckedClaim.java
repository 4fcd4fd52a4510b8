package lostedge.analysis.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import lostedge.analysis.proof.KernelWords;
import lostedge.engine.check.Checker;
import lostedge.engine.check.Property;
import lostedge.engine.check.Step;
import lostedge.engine.check.Verdict;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;

/**
 * A claim about which variants hang, tested by exploring all of them.
 *
 * <p>A claim is tested in every context of hardware and callers it does not itself restrict. It is supported if true in
 * all of them, refuted if in none, and otherwise supported only if the context is one of those where it is true.
 */
final class CheckedClaim {
    private final String id;
    private final String source;
    private final String statement;
    private final List<Part> parts = new ArrayList<>();
    private List<Context> contexts = List.of();

    /** Something a claim says of one variant of each context. */
    private record Part(
            String name, Property property, Verdict.Outcome claimed, Function<Context, Configuration> variant) {}

    /**
     * A context.
     *
     * @param hardware what becomes of edges
     * @param irqs whether callers have interrupts on
     */
    record Context(Hardware hardware, Choice irqs) {
        String words() {
            String callers = irqs == Choice.BOTH
                    ? "callers of both kinds"
                    : "callers with interrupts " + (irqs == Choice.ON ? "on" : "off");
            return KernelWords.option(hardware) + ", " + callers;
        }
    }

    CheckedClaim(String id, String source, String statement) {
        this.id = id;
        this.source = source;
        this.statement = statement;
    }

    /** Adds that the variant of each context hangs. */
    CheckedClaim hangs(String name, Function<Context, Configuration> variant) {
        return says(name, Property.RELEASE, Verdict.Outcome.VIOLATED, variant);
    }

    /** Adds that the variant of each context never hangs. */
    CheckedClaim neverHangs(String name, Function<Context, Configuration> variant) {
        return says(name, Property.RELEASE, Verdict.Outcome.HOLDS, variant);
    }

    /** Adds what comes out when a property of the variant of each context is checked. */
    CheckedClaim says(
            String name, Property property, Verdict.Outcome outcome, Function<Context, Configuration> variant) {
        parts.add(new Part(name, property, outcome, variant));
        return this;
    }

    /** Sets the contexts it is tested in. */
    CheckedClaim in(List<Context> all) {
        contexts = List.copyOf(all);
        return this;
    }

    /** {@return its short name} */
    String id() {
        return id;
    }

    /** {@return the claim with its verdict over its contexts} */
    Claim test(Checker checker) {
        return test(checker, UnaryOperator.identity());
    }

    /** {@return the same with every variant changed before it is checked} */
    Claim test(Checker checker, UnaryOperator<Configuration> change) {
        List<Claim.Evidence> evidence = new ArrayList<>();
        List<String> trueIn = new ArrayList<>();
        boolean complete = true;
        for (Context context : contexts) {
            boolean isTrue = true;
            for (Part part : parts) {
                Configuration configuration = change.apply(part.variant.apply(context));
                Verdict verdict = checker.check(configuration, part.property);
                complete &= verdict.outcome() != Verdict.Outcome.INCOMPLETE;
                isTrue &= verdict.outcome() == part.claimed;
                evidence.add(new Claim.Evidence(
                        context.words() + ": " + part.name + " " + words(verdict), command(configuration, part)));
            }
            if (isTrue) {
                trueIn.add(context.words());
            }
        }
        Claim claim = Claim.inContexts(id, source, statement, trueIn, contexts.size(), evidence);
        return complete ? claim : claim.undecided();
    }

    private static String command(Configuration configuration, Part part) {
        String property = part.property == Property.RELEASE ? "" : " --property " + KernelWords.option(part.property);
        return "lostedge check " + KernelWords.of(configuration) + property;
    }

    private static String steps(Verdict verdict) {
        List<Step> path = verdict.counterexample();
        return path == null ? "" : " after " + path.size() + " steps";
    }

    private static String words(Verdict verdict) {
        String states = String.format(Locale.ROOT, "(%,d states)", verdict.states());
        boolean release = verdict.property() == Property.RELEASE;
        return switch (verdict.outcome()) {
            case HOLDS -> (release ? "never hangs " : "keeps " + KernelWords.option(verdict.property()) + " ") + states;
            case VIOLATED -> (release ? "hangs" : "breaks " + KernelWords.option(verdict.property())) + steps(verdict);
            case INCOMPLETE -> "was not explored to the end " + states;
        };
    }
}

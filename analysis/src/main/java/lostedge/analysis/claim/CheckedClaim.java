package lostedge.analysis.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import lostedge.analysis.proof.KernelWords;
import lostedge.engine.check.Checker;
import lostedge.engine.check.Property;
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

    /** {@return the claim with its verdict over the contexts} */
    Claim test(Checker checker, List<Context> contexts) {
        List<String> evidence = new ArrayList<>();
        List<String> commands = new ArrayList<>();
        List<String> trueIn = new ArrayList<>();
        boolean complete = true;
        for (Context context : contexts) {
            boolean isTrue = true;
            for (Part part : parts) {
                Configuration configuration = part.variant.apply(context);
                Verdict verdict = checker.check(configuration, part.property);
                complete &= verdict.outcome() != Verdict.Outcome.INCOMPLETE;
                isTrue &= verdict.outcome() == part.claimed;
                evidence.add(context.words() + ": " + part.name + " " + words(verdict));
                commands.add("lostedge check " + KernelWords.of(configuration)
                        + (part.property == Property.RELEASE
                                ? ""
                                : " --property " + KernelWords.option(part.property)));
            }
            if (isTrue) {
                trueIn.add(context.words());
            }
        }
        Claim.Verdict verdict = verdict(complete, trueIn.size(), contexts.size());
        String condition = verdict == Claim.Verdict.SUPPORTED_ONLY_IF ? String.join("; or ", trueIn) : "";
        return new Claim(id, source, statement, verdict, condition, evidence, commands);
    }

    private static Claim.Verdict verdict(boolean complete, int trueIn, int contexts) {
        if (!complete) {
            return Claim.Verdict.NOT_DECIDABLE;
        }
        if (trueIn == contexts) {
            return Claim.Verdict.SUPPORTED;
        }
        return trueIn == 0 ? Claim.Verdict.REFUTED : Claim.Verdict.SUPPORTED_ONLY_IF;
    }

    private static String words(Verdict verdict) {
        String states = String.format("(%,d states)", verdict.states());
        boolean release = verdict.property() == Property.RELEASE;
        return switch (verdict.outcome()) {
            case HOLDS -> (release ? "never hangs " : "keeps " + KernelWords.option(verdict.property()) + " ") + states;
            case VIOLATED -> (release ? "hangs " : "breaks " + KernelWords.option(verdict.property()) + " ") + states;
            case INCOMPLETE -> "was not explored to the end " + states;
        };
    }
}

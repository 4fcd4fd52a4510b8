package lostedge.engine.belief;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import lostedge.engine.state.StateLayout;
import lostedge.engine.state.SystemState;

/**
 * The beliefs met so far and where each move leads: the deterministic automaton of a {@link ReceiverSystem}, built as
 * far as a recording asks for it. All receivers share it, as what one CPU does another has mostly done before.
 *
 * <p>It is the subset construction on demand (Thompson, <i>Regular Expression Search Algorithm</i>, CACM 11, 1968).
 * When it has grown to its bound it is emptied and built anew, so it takes bounded memory and changes no answer.
 */
public final class BeliefSpace {
    /** Words that states, beliefs and moves may take together. */
    private static final long MOST_WORDS = 8L << 20;
    /** Words that a belief or a move takes, without the states. */
    private static final int WORDS_EACH = 24;

    /** What is asked of the states that silent steps lead to. */
    private record Question(Silence silence, Condition condition) {}

    private final Assumptions assumptions;
    private final ReceiverSystem machine;
    private final Alphabet alphabet;
    private final SilentSteps silentSteps;
    private final OpenBeginning beginning;
    private final StateLayout layout;
    private final SystemState scratch;
    private final StatePool pool = new StatePool();
    private final Map<Belief, Belief> beliefs = new HashMap<>();
    private long words;

    /**
     * The beliefs on receivers of a machine.
     *
     * @param assumptions what they rest on
     * @param alphabet what the recording shows
     * @param cpus CPUs of the machine
     */
    public BeliefSpace(Assumptions assumptions, Alphabet alphabet, int cpus) {
        this.assumptions = assumptions;
        this.alphabet = alphabet;
        machine = new ReceiverSystem(assumptions, cpus);
        silentSteps = new SilentSteps(machine, alphabet);
        beginning = new OpenBeginning(machine);
        layout = machine.system().layout();
        scratch = machine.system().initial();
    }

    /** {@return the system whose states they hold} */
    public ReceiverSystem machine() {
        return machine;
    }

    /** {@return what they rest on} */
    public Assumptions assumptions() {
        return assumptions;
    }

    /** {@return what the recording shows} */
    public Alphabet alphabet() {
        return alphabet;
    }

    /** {@return nothing} */
    public Belief nothing() {
        return new Belief(gathering());
    }

    /** {@return all that a receiver may be doing when nothing is known but that its queue is empty} */
    public Belief beginning() {
        GatheredStates states = gathering();
        states.addAll(beginning.states());
        return kept(new Belief(states));
    }

    /** {@return these states, and all that silent steps lead to} */
    public Belief closure(Belief belief, Silence silence) {
        return move(belief, silence, () -> {
            GatheredStates states = gathering();
            states.addAll(belief.packed());
            silentSteps.close(states, silence);
            return states;
        });
    }

    /** {@return the states that silent steps lead to, of which this holds} */
    public Belief require(Belief belief, Silence silence, Condition condition) {
        return move(belief, new Question(silence, condition), () -> filtered(closure(belief, silence), condition));
    }

    /** {@return the states of which this holds} */
    public Belief filter(Belief belief, Condition condition) {
        return move(belief, condition, () -> filtered(belief, condition));
    }

    /** {@return what the states become} */
    public Belief apply(Belief belief, Change change) {
        return move(belief, change, () -> {
            GatheredStates states = gathering();
            for (long[] state : belief.packed()) {
                layout.unpack(state, scratch);
                change.make(machine, scratch);
                states.add(scratch);
            }
            return states;
        });
    }

    private GatheredStates gathering() {
        return new GatheredStates(pool, layout, assumptions.maxStates());
    }

    private GatheredStates filtered(Belief belief, Condition condition) {
        GatheredStates states = gathering();
        for (long[] state : belief.packed()) {
            layout.unpack(state, scratch);
            if (condition.holds(machine, scratch)) {
                states.add(state);
            }
        }
        return states;
    }

    private Belief move(Belief from, Object move, Supplier<GatheredStates> to) {
        Belief known = from.after(move);
        if (known != null) {
            return known;
        }
        if (words + (long) pool.size() * layout.words() > MOST_WORDS) {
            beliefs.keySet().forEach(Belief::forgetMoves);
            beliefs.clear();
            pool.clear();
            words = 0;
        }
        Belief next = kept(new Belief(to.get()));
        from.remember(move, next);
        words += WORDS_EACH;
        return next;
    }

    private Belief kept(Belief belief) {
        Belief known = beliefs.putIfAbsent(belief, belief);
        if (known != null) {
            return known;
        }
        words += WORDS_EACH + belief.words();
        return belief;
    }
}

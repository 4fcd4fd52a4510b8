package lostedge.engine.model;

import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.KernelVariant.IpiLock;

/**
 * Where each variable of a state lives in its words.
 *
 * <p>A configuration gets only the variables it needs, each as narrow as it can be: three CPUs without softirqs fit one
 * word. A mask over CPUs leaves out the CPU itself: bit {@code i} is CPU {@code i} below it and CPU {@code i + 1} from
 * it on. What is said of the variables is the same in an open layout, where each has a word of its own.
 */
public final class StateLayout {
    private static final int CONTEXTS = 3;

    private final Configuration configuration;
    private final Packing packing;
    private final int bits;

    // What runs on the CPU.
    final ContextStack.Codes stacks;
    final Field stack;
    // Its mailbox: hardware and handle_ipi, then its call_single_queue, by lane of csds: which sources' are in it, in a
    // running flush, and of callers that wait.
    final Field bitsField;
    final Field edge;
    final Field ops;
    final Field[] csdQueued;
    final Field[] csdTaken;
    final Field[] csdSync;
    final Field wakesQueued;
    final Field wakesTaken;
    // One send per context; of no bits for contexts that have none.
    final SendStage.Codes stages;
    final Field[] stage = new Field[CONTEXTS];
    final Field[] low = new Field[CONTEXTS];
    final Field[] high = new Field[CONTEXTS];
    // Whole machine.
    final Field owner;

    /** Lays out the state of a configuration in as few words as can be. */
    public StateLayout(Configuration configuration) {
        this(configuration, Packing.dense(configuration.cpus(), null));
    }

    StateLayout(Configuration configuration, Packing packing) {
        this.configuration = configuration;
        this.packing = packing;
        var callers = configuration.callers();
        int others = configuration.cpus() - 1;
        boolean asynchronous = callers.wakeUps() || callers.reschedules();
        boolean oneMessage = !callers.reschedules() && !callers.stops();
        int lanes = callers.softirqs() == Softirqs.CALL ? 2 : 1;
        int contexts = asynchronous ? 3 : lanes;

        stacks = new ContextStack.Codes(configuration);
        stack = packing.scalar(stacks.width);
        int messageBits = oneMessage ? 1 : callers.stops() ? 3 : 2;
        edge = packing.scalar(1);
        bitsField = packing.scalar(messageBits);
        ops = packing.scalar(oneMessage && !callers.idleFlush() ? 0 : messageBits);
        wakesQueued = packing.scalar(callers.wakeUps() ? 1 : 0);
        wakesTaken = packing.scalar(callers.wakeUps() ? 1 : 0);

        csdQueued = new Field[lanes];
        csdTaken = new Field[lanes];
        csdSync = new Field[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            csdQueued[lane] = packing.mask(others);
            csdTaken[lane] = packing.mask(others);
            csdSync[lane] = packing.mask(callers.waiting() == Choice.BOTH ? others : 0);
        }
        stages = new SendStage.Codes(configuration);
        for (int context = 0; context < CONTEXTS; context++) {
            boolean sends = context < contexts;
            low[context] = packing.mask(sends ? others : 0);
            high[context] = packing.mask(sends ? others : 0);
            stage[context] = packing.scalar(sends ? stages.width : 0);
        }

        boolean locked = configuration.kernel().lock() != IpiLock.NONE;
        owner = packing.shared(locked ? width(1 + configuration.cpus() * lanes) : 0);
        bits = packing.place();
    }

    /** How many bits so many values take. */
    static int width(int values) {
        return 32 - Integer.numberOfLeadingZeros(values - 1);
    }

    /** {@return what is laid out} */
    public Configuration configuration() {
        return configuration;
    }

    /** {@return bits a state takes, padding between words included} */
    public int bits() {
        return bits;
    }

    /** {@return words a state takes} */
    public int words() {
        return Math.max(1, (bits + 63) >>> 6);
    }

    /** {@return the bits that hold the variables of a CPU, as a mask of each word} */
    public long[] bitsOf(int cpu) {
        long[] mask = new long[words()];
        packing.scalars.forEach(field -> field.addTo(mask, cpu));
        packing.masks.forEach(field -> field.addTo(mask, cpu));
        return mask;
    }

    /**
     * Renumbers CPUs: what {@code from} says of CPU {@code c}, {@code to} says of CPU {@code renumbering[c]}.
     *
     * @param renumbering a permutation of the CPU numbers
     */
    public void renumber(SystemState from, int[] renumbering, SystemState to) {
        int cpus = configuration.cpus();
        for (int cpu = 0; cpu < cpus; cpu++) {
            for (Field field : packing.scalars) {
                field.set(to.words(), renumbering[cpu], field.get(from.words(), cpu));
            }
            for (Field field : packing.masks) {
                field.set(to.words(), renumbering[cpu], renumberMask(field.get(from.words(), cpu), cpu, renumbering));
            }
        }
        int held = (int) owner.get(from.words(), 0) - 1;
        owner.set(to.words(), 0, held < 0 ? 0 : 1 + held / cpus * cpus + renumbering[held % cpus]);
    }

    private static long renumberMask(long others, int cpu, int[] renumbering) {
        long renumbered = 0;
        for (long rest = Field.absolute(others, cpu); rest != 0; rest &= rest - 1) {
            renumbered |= 1L << renumbering[Long.numberOfTrailingZeros(rest)];
        }
        return Field.others(renumbered, renumbering[cpu]);
    }
}

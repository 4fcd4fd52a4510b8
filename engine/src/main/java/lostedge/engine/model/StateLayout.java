package lostedge.engine.model;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.KernelVariant.IpiLock;
import org.jspecify.annotations.Nullable;

/**
 * Where each variable of a state lives in its words.
 *
 * <p>A configuration gets only the variables it needs, each as narrow as it can be: three CPUs without softirqs fit one
 * word. The scalars of a CPU lie side by side, so that one read gives them all; nothing straddles two words. A mask
 * over CPUs leaves out the CPU itself: bit {@code i} is CPU {@code i} below it and CPU {@code i + 1} from it on.
 */
public final class StateLayout {
    private static final int CONTEXTS = 3;

    private final Configuration configuration;
    private final @Nullable Footprint footprint;
    private final List<Field> scalars = new ArrayList<>();
    private final List<Field> masks = new ArrayList<>();
    /** Place of each CPU's scalars: word times 64, plus shift. */
    private final int[] scalarPlaces;

    private int scalarBits;
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

    /** Lays out the state of a configuration. */
    public StateLayout(Configuration configuration) {
        this(configuration, null);
    }

    /** The same; every access to a variable is told to the footprint, if there is one. */
    StateLayout(Configuration configuration, @Nullable Footprint footprint) {
        this.configuration = configuration;
        this.footprint = footprint;
        var callers = configuration.callers();
        int others = configuration.cpus() - 1;
        boolean asynchronous = callers.wakeUps() || callers.reschedules();
        boolean oneMessage = !callers.reschedules() && !callers.stops();
        int lanes = callers.softirqs() == Softirqs.CALL ? 2 : 1;
        int contexts = asynchronous ? 3 : lanes;

        scalarPlaces = new int[configuration.cpus()];
        stacks = new ContextStack.Codes(configuration);
        stack = scalar(stacks.width);
        int messageBits = oneMessage ? 1 : callers.stops() ? 3 : 2;
        edge = scalar(1);
        bitsField = scalar(messageBits);
        ops = scalar(oneMessage && !callers.idleFlush() ? 0 : messageBits);
        wakesQueued = scalar(callers.wakeUps() ? 1 : 0);
        wakesTaken = scalar(callers.wakeUps() ? 1 : 0);

        csdQueued = new Field[lanes];
        csdTaken = new Field[lanes];
        csdSync = new Field[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            csdQueued[lane] = mask(others);
            csdTaken[lane] = mask(others);
            csdSync[lane] = mask(callers.waiting() == Choice.BOTH ? others : 0);
        }
        stages = new SendStage.Codes(configuration);
        for (int context = 0; context < CONTEXTS; context++) {
            boolean sends = context < contexts;
            low[context] = mask(sends ? others : 0);
            high[context] = mask(sends ? others : 0);
            stage[context] = scalar(sends ? stages.width : 0);
        }

        boolean locked = configuration.kernel().lock() != IpiLock.NONE;
        owner = field(locked ? width(1 + configuration.cpus() * lanes) : 0, 0, new int[1]);
        bits = place();
    }

    private Field scalar(int width) {
        Field field = field(width, scalarBits, scalarPlaces);
        scalarBits += width;
        scalars.add(field);
        return field;
    }

    private Field mask(int width) {
        Field field = field(width, 0, new int[configuration.cpus()]);
        masks.add(field);
        return field;
    }

    private Field field(int width, int offset, int[] places) {
        return footprint == null
                ? new Field(width, offset, places)
                : new Field.Watched(width, offset, places, footprint);
    }

    /** Gives every field its place in each CPU; returns the bits taken. */
    private int place() {
        Packing packing = new Packing();
        for (int cpu = 0; cpu < configuration.cpus(); cpu++) {
            scalarPlaces[cpu] = packing.place(scalarBits);
        }
        for (Field field : masks) {
            for (int cpu = 0; cpu < configuration.cpus(); cpu++) {
                field.place(cpu, packing.place(field.width));
            }
        }
        owner.place(0, packing.place(owner.width));
        return packing.bits();
    }

    /** Words filled from the low end; what is placed goes into the first word with room for it. */
    private static final class Packing {
        private final List<Integer> used = new ArrayList<>();

        int place(int width) {
            int word = 0;
            while (word < used.size() && used.get(word) + width > 64) {
                word++;
            }
            if (word == used.size()) {
                used.add(0);
            }
            int bit = used.get(word);
            used.set(word, bit + width);
            return width == 0 ? 0 : word << 6 | bit;
        }

        int bits() {
            return (used.size() - 1) * 64 + used.get(used.size() - 1);
        }
    }

    /** How many bits so many values take. */
    static int width(int values) {
        return 32 - Integer.numberOfLeadingZeros(values - 1);
    }

    /** The scalars of a CPU; what is above them belongs to others. */
    long scalars(long[] words, int cpu) {
        int place = scalarPlaces[cpu];
        return words[place >>> 6] >>> place;
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
        scalars.forEach(field -> field.addTo(mask, cpu));
        masks.forEach(field -> field.addTo(mask, cpu));
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
            for (Field field : scalars) {
                field.set(to.words(), renumbering[cpu], field.get(from.words(), cpu));
            }
            for (Field field : masks) {
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

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
    private final Configuration configuration;
    private final @Nullable Footprint footprint;
    private final List<Field> scalars = new ArrayList<>();
    private final List<Field> masks = new ArrayList<>();
    /** Place of each CPU's scalars: word times 64, plus shift. */
    private final int[] scalarPlaces;

    private int scalarBits;
    private final int bits;

    // Hardware and handle_ipi.
    private final Field stack;
    final Field bitsField;
    final Field edge;
    final Field receive;
    final Field ops;
    final Field irqsOff;
    // The CPU's call_single_queue, by lane of csds: which sources' are in it, in a running flush, and of callers that
    // wait.
    final Field[] csdQueued;
    final Field[] csdTaken;
    final Field[] csdSync;
    final Field wakesQueued;
    final Field wakesTaken;
    // One send per context that can have one under way.
    final Field[] point;
    final Field[] low;
    final Field[] high;
    final Field[] message;
    final Field[] waits;
    // Whole machine.
    final Field owner;

    private final int frameBits;
    /** Only the frames that occur have codes. */
    private final int[] codes = new int[Frame.values().length];
    /** By the codes of both frames, the outer one's lowest. */
    private final ContextStack[] stacks;

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
        boolean softirqs = callers.softirqs() != Softirqs.NONE;
        boolean asynchronous = callers.wakeUps() || callers.reschedules();
        boolean oneMessage = !callers.reschedules() && !callers.stops();
        int lanes = callers.softirqs() == Softirqs.CALL ? 2 : 1;
        int contexts = asynchronous ? 3 : lanes;

        Frame[] frames = Frame.of(configuration);
        for (int code = 0; code < frames.length; code++) {
            codes[frames[code].ordinal()] = code;
        }
        frameBits = width(frames.length);
        int messageBits = oneMessage ? 1 : callers.stops() ? 3 : 2;
        stack = scalar(softirqs ? 2 * frameBits : frameBits);
        stacks = stacks(frames, frameBits, stack.width);
        irqsOff = scalar(1);
        receive = scalar(callers.stops() ? 3 : 2);
        edge = scalar(1);
        bitsField = scalar(messageBits);
        ops = scalar(oneMessage && !callers.idleFlush() ? 0 : messageBits);
        wakesQueued = scalar(callers.wakeUps() ? 1 : 0);
        wakesTaken = scalar(callers.wakeUps() ? 1 : 0);

        csdQueued = new Field[lanes];
        csdTaken = new Field[lanes];
        csdSync = new Field[lanes];
        point = new Field[contexts];
        low = new Field[contexts];
        high = new Field[contexts];
        message = new Field[contexts];
        waits = new Field[contexts];
        for (int lane = 0; lane < lanes; lane++) {
            csdQueued[lane] = mask(others);
            csdTaken[lane] = mask(others);
            csdSync[lane] = mask(callers.waiting() == Choice.BOTH ? others : 0);
        }
        for (int context = 0; context < contexts; context++) {
            low[context] = mask(others);
            high[context] = mask(others);
            point[context] = scalar(4);
            message[context] = scalar(asynchronous || callers.stops() ? 2 : 0);
            waits[context] = scalar(callers.waiting() == Choice.BOTH ? 1 : 0);
        }

        boolean locked = configuration.kernel().lock() != IpiLock.NONE;
        owner = field(locked ? width(1 + configuration.cpus() * lanes) : 0, 0, 1);
        scalarPlaces = new int[configuration.cpus()];
        bits = place();
    }

    private Field scalar(int width) {
        Field field = field(width, scalarBits, configuration.cpus());
        scalarBits += width;
        scalars.add(field);
        return field;
    }

    private Field mask(int width) {
        Field field = field(width, 0, configuration.cpus());
        masks.add(field);
        return field;
    }

    private Field field(int width, int offset, int cpus) {
        return footprint == null ? new Field(width, offset, cpus) : new Field.Watched(width, offset, cpus, footprint);
    }

    private static ContextStack[] stacks(Frame[] frames, int frameBits, int bits) {
        ContextStack[] stacks = new ContextStack[1 << bits];
        for (int code = 0; code < stacks.length; code++) {
            int outer = code & (1 << frameBits) - 1;
            int nested = code >>> frameBits;
            if (outer < frames.length && nested < frames.length) {
                stacks[code] = new ContextStack(frames[outer], frames[nested]);
            }
        }
        return stacks;
    }

    /** Gives every field its place in each CPU; returns the bits taken. */
    private int place() {
        Packing packing = new Packing();
        for (int cpu = 0; cpu < configuration.cpus(); cpu++) {
            scalarPlaces[cpu] = packing.place(scalarBits);
            for (Field field : scalars) {
                field.place(cpu, scalarPlaces[cpu] + field.offset);
            }
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

    private static int width(int values) {
        return 32 - Integer.numberOfLeadingZeros(values - 1);
    }

    /** The scalars of a CPU; what is above them belongs to others. */
    long scalars(long[] words, int cpu) {
        int place = scalarPlaces[cpu];
        return words[place >>> 6] >>> place;
    }

    ContextStack stack(long scalarsOfCpu, int cpu) {
        return stacks[(int) stack.in(scalarsOfCpu, cpu)];
    }

    /** Puts a frame at a level of a CPU's stack. */
    void frame(long[] words, int cpu, int level, Frame frame) {
        int shift = level * frameBits;
        long others = stack.get(words, cpu) & ~((1L << frameBits) - 1 << shift);
        stack.set(words, cpu, others | (long) codes[frame.ordinal()] << shift);
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

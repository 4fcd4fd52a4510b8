package lostedge.engine.model;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.model.Field.Meaning;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.KernelVariant.IpiLock;
import org.jspecify.annotations.Nullable;

/**
 * Where each variable of a state lives in its words.
 *
 * <p>A configuration gets only the variables it needs, each as narrow as it can be: three CPUs without softirqs fit one
 * word. CPU by CPU, fields follow each other in the order below; none straddles two words. A mask over CPUs leaves out
 * the CPU itself: bit {@code i} is CPU {@code i} below it and CPU {@code i + 1} from it on.
 */
public final class StateLayout {
    private final Configuration configuration;
    private final @Nullable Footprint footprint;
    private final List<Field> cpuFields = new ArrayList<>();
    private final int bits;

    // Hardware and handle_ipi.
    final Field bitsField;
    final Field edge;
    final Field receive;
    final Field ops;
    final Field irqsOff;
    final Field[] frame = new Field[2];
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

    private final Frame[] frames;
    private final int[] codes = new int[Frame.values().length];

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

        frames = Frame.of(configuration);
        for (int code = 0; code < frames.length; code++) {
            codes[frames[code].ordinal()] = code;
        }
        int frameBits = width(frames.length);
        int messageBits = oneMessage ? 1 : callers.stops() ? 3 : 2;

        csdQueued = new Field[lanes];
        csdTaken = new Field[lanes];
        csdSync = new Field[lanes];
        point = new Field[contexts];
        low = new Field[contexts];
        high = new Field[contexts];
        message = new Field[contexts];
        waits = new Field[contexts];
        for (int lane = 0; lane < lanes; lane++) {
            csdQueued[lane] = add("csd queued " + lane, others, Meaning.OTHERS);
            csdTaken[lane] = add("csd taken " + lane, others, Meaning.OTHERS);
            csdSync[lane] = add("csd sync " + lane, callers.waiting() == Choice.BOTH ? others : 0, Meaning.OTHERS);
        }
        for (int context = 0; context < contexts; context++) {
            low[context] = add("send low " + context, others, Meaning.OTHERS);
            high[context] = add("send high " + context, others, Meaning.OTHERS);
            point[context] = add("send point " + context, 4, Meaning.SCALAR);
            message[context] = add("send message " + context, asynchronous || callers.stops() ? 2 : 0, Meaning.SCALAR);
            waits[context] = add("send waits " + context, callers.waiting() == Choice.BOTH ? 1 : 0, Meaning.SCALAR);
        }
        bitsField = add("bits", messageBits, Meaning.SCALAR);
        edge = add("edge", 1, Meaning.SCALAR);
        receive = add("receive", callers.stops() ? 3 : 2, Meaning.SCALAR);
        ops = add("ops", oneMessage && !callers.idleFlush() ? 0 : messageBits, Meaning.SCALAR);
        irqsOff = add("irqs off", 1, Meaning.SCALAR);
        wakesQueued = add("wakes queued", callers.wakeUps() ? 1 : 0, Meaning.SCALAR);
        wakesTaken = add("wakes taken", callers.wakeUps() ? 1 : 0, Meaning.SCALAR);
        frame[0] = add("frame", frameBits, Meaning.SCALAR);
        frame[1] = add("nested frame", softirqs ? frameBits : 0, Meaning.SCALAR);

        int next = 0;
        for (int cpu = 0; cpu < configuration.cpus(); cpu++) {
            for (Field field : cpuFields) {
                next = place(field, cpu, next);
            }
        }
        boolean locked = configuration.kernel().lock() != IpiLock.NONE;
        owner = field("lock owner", locked ? width(1 + configuration.cpus() * lanes) : 0, Meaning.OWNER, 1);
        bits = place(owner, 0, next);
    }

    private Field add(String name, int width, Meaning meaning) {
        Field field = field(name, width, meaning, configuration.cpus());
        cpuFields.add(field);
        return field;
    }

    private Field field(String name, int width, Meaning meaning, int cpus) {
        return footprint == null
                ? new Field(name, width, meaning, cpus)
                : new Field.Watched(name, width, meaning, cpus, footprint);
    }

    private static int place(Field field, int cpu, int next) {
        if (field.width == 0) {
            return next;
        }
        int bit = (next & 63) + field.width > 64 ? (next | 63) + 1 : next;
        field.place(cpu, bit);
        return bit + field.width;
    }

    private static int width(int values) {
        return 32 - Integer.numberOfLeadingZeros(values - 1);
    }

    /** Only the frames that occur have codes. */
    Frame frameOf(long code) {
        return frames[(int) code];
    }

    int codeOf(Frame frame) {
        return codes[frame.ordinal()];
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
        for (Field field : cpuFields) {
            field.addTo(mask, cpu);
        }
        return mask;
    }

    /**
     * Renumbers CPUs: what {@code from} says of CPU {@code c}, {@code to} says of CPU {@code renumbering[c]}.
     *
     * @param renumbering a permutation of the CPU numbers
     */
    public void renumber(SystemState from, int[] renumbering, SystemState to) {
        int cpus = configuration.cpus();
        for (Field field : cpuFields) {
            for (int cpu = 0; cpu < cpus; cpu++) {
                long value = field.get(from.words(), cpu);
                if (field.meaning == Meaning.OTHERS) {
                    value = renumberMask(value, cpu, renumbering);
                }
                field.set(to.words(), renumbering[cpu], value);
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

package lostedge.engine.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.state.Variable.Shape;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.KernelVariant.IpiLock;
import org.jspecify.annotations.Nullable;

/**
 * How the states of a configuration are packed into words, to be kept.
 *
 * <p>A configuration gets only the variables it needs, each as narrow as it can be: three CPUs without softirqs fit one
 * word. All zero is the initial state.
 */
public final class StateLayout {
    private static final int CALL_FUNC = 1 << IpiMessage.CALL_FUNC.ordinal();

    final ContextStack.Codes stacks;
    final SendStage.Codes stages;
    private final Configuration configuration;
    private final int cpus;
    private final int lanes;
    /** Number of the lowest message that can be sent, the only one if all are calls. */
    private final int lowestMessage;
    /** Whether what a CPU took has to be told; else it follows from how far {@code handle_ipi} has come. */
    private final boolean tellsOps;

    /** Those that take any bits. */
    private final List<Field> fields = new ArrayList<>();
    /** All, by variable, then instance. */
    private final Field[][] fieldOf = new Field[Variable.values().length][];

    private final int bits;
    /** To which field and CPU each bit belongs. */
    private final Field[] fieldAt;

    private final int[] cpuAt;
    private final SystemState initial;

    /** Lays out the states of a configuration in as few words as can be. */
    public StateLayout(Configuration configuration) {
        this.configuration = configuration;
        cpus = configuration.cpus();
        var callers = configuration.callers();
        boolean callsAlone = !callers.reschedules() && !callers.stops();
        lowestMessage = callsAlone ? IpiMessage.CALL_FUNC.ordinal() : 0;
        tellsOps = !callsAlone || callers.idleFlush();
        lanes = callers.softirqs() == Softirqs.CALL ? 2 : 1;
        stacks = new ContextStack.Codes(configuration);
        stages = new SendStage.Codes(configuration);
        for (Variable variable : Variable.values()) {
            Field[] instances = new Field[instances(variable)];
            for (int i = 0; i < instances.length; i++) {
                instances[i] = new Field(variable, i, width(variable, i), cpus);
                if (instances[i].width > 0) {
                    fields.add(instances[i]);
                }
            }
            fieldOf[variable.ordinal()] = instances;
        }
        bits = place();
        fieldAt = new Field[bits];
        cpuAt = new int[bits];
        for (Field field : fields) {
            for (int cpu = 0; cpu < field.cpus(); cpu++) {
                int place = field.place(cpu);
                Arrays.fill(fieldAt, place, place + field.width, field);
                Arrays.fill(cpuAt, place, place + field.width, cpu);
            }
        }
        initial = new SystemState(this);
    }

    private int instances(Variable variable) {
        return switch (variable) {
            case CSDS_QUEUED, CSDS_TAKEN, CSDS_SYNC -> lanes;
            case STAGE, LOW, HIGH -> Sends.CONTEXTS;
            default -> 1;
        };
    }

    private int width(Variable variable, int instance) {
        var callers = configuration.callers();
        int messages = lowestMessage > 0 ? 1 : callers.stops() ? 3 : 2;
        boolean sends = instance < (callers.wakeUps() || callers.reschedules() ? Sends.CONTEXTS : lanes);
        return switch (variable) {
            case STACK -> stacks.width;
            case EDGE -> 1;
            case BITS -> messages;
            case OPS -> tellsOps ? messages : 0;
            case WAKES_QUEUED, WAKES_TAKEN -> callers.wakeUps() ? 1 : 0;
            case CSDS_QUEUED, CSDS_TAKEN -> cpus - 1;
            case CSDS_SYNC -> callers.waiting() == Choice.BOTH ? cpus - 1 : 0;
            case STAGE -> sends ? stages.width : 0;
            case LOW, HIGH -> sends ? cpus - 1 : 0;
            case OWNER -> configuration.kernel().lock() == IpiLock.NONE ? 0 : width(1 + cpus * lanes);
        };
    }

    /** How many bits so many values take. */
    static int width(int values) {
        return 32 - Integer.numberOfLeadingZeros(values - 1);
    }

    /** Puts the fields of a CPU side by side, but none across two words; returns the bits taken. */
    private int place() {
        int at = 0;
        for (int cpu = 0; cpu < cpus; cpu++) {
            for (Field field : fields) {
                if (cpu < field.cpus()) {
                    int word = at + field.width - 1 >>> 6 << 6;
                    at = Math.max(at, word);
                    field.place(cpu, at);
                    at += field.width;
                }
            }
        }
        return at;
    }

    /** {@return what is laid out} */
    public Configuration configuration() {
        return configuration;
    }

    /** Those that take any bits. */
    List<Field> fields() {
        return fields;
    }

    /** {@return how many lanes of csds there are} */
    int lanes() {
        return lanes;
    }

    /** {@return bits a packed state takes, padding between words included} */
    public int bits() {
        return bits;
    }

    /** {@return words a packed state takes} */
    public int words() {
        return Math.max(1, (bits + 63) >>> 6);
    }

    /** {@return the bits that hold the variables of a CPU, as a mask of each word} */
    public long[] bitsOf(int cpu) {
        long[] mask = new long[words()];
        for (Field field : fields) {
            if (field.variable.shape != Shape.SHARED) {
                field.addTo(mask, cpu);
            }
        }
        return mask;
    }

    /** Adds the bits that tell an instance of a variable to a mask of each word. */
    void addBits(Variable variable, int instance, int cpu, long[] mask) {
        Variable told = variable == Variable.OPS && !tellsOps ? Variable.STACK : variable;
        fieldOf[told.ordinal()][instance].addTo(mask, cpu);
    }

    // ---- Packing.

    /** {@return the words of a state} */
    public long[] pack(SystemState s) {
        long[] words = new long[words()];
        Mailboxes boxes = s.mailboxes();
        for (Field field : fields) {
            switch (field.variable) {
                case STACK -> packStacks(s, field, words);
                case STAGE -> packStages(s.sends(), field, words);
                case EDGE -> field.fillAll(words, boxes.edge);
                case WAKES_QUEUED -> field.fillAll(words, boxes.wakesQueued);
                case WAKES_TAKEN -> field.fillAll(words, boxes.wakesTaken);
                case BITS -> packMessages(boxes.bits, field, words);
                case OPS -> packMessages(boxes.ops, field, words);
                case OWNER -> field.fill(words, 0, owner(s));
                default -> packMasks(masks(s, field.variable), field, words);
            }
        }
        return words;
    }

    private void packStacks(SystemState s, Field field, long[] words) {
        for (int cpu = 0; cpu < cpus; cpu++) {
            field.fill(words, cpu, s.stack[cpu].code);
        }
    }

    private void packStages(Sends sends, Field field, long[] words) {
        for (int cpu = 0, at = field.instance * cpus; cpu < cpus; cpu++, at++) {
            field.fill(words, cpu, sends.stage[at].code);
        }
    }

    private void packMessages(int[] messages, Field field, long[] words) {
        for (int cpu = 0; cpu < cpus; cpu++) {
            field.fill(words, cpu, messages[cpu] >>> lowestMessage);
        }
    }

    private void packMasks(long[] masks, Field field, long[] words) {
        for (int cpu = 0, at = field.instance * cpus; cpu < cpus; cpu++, at++) {
            if (masks[at] != 0) {
                field.fillOthers(words, cpu, masks[at]);
            }
        }
    }

    private int owner(SystemState s) {
        int lane = s.lockOwner / SystemState.SOFTIRQ_CSD;
        return s.lockOwner < 0 ? 0 : 1 + lane * cpus + s.lockOwner % SystemState.SOFTIRQ_CSD;
    }

    /** Makes a state what words tell of it. */
    public void unpack(long[] words, SystemState s) {
        s.copyFrom(initial);
        for (int word = 0; word < words.length; word++) {
            for (long rest = words[word]; rest != 0; ) {
                int bit = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
                Field field = fieldAt[bit];
                int cpu = cpuAt[bit];
                int at = field.instance * cpus + cpu;
                if (field.variable.shape == Shape.MASK) {
                    masks(s, field.variable)[at] = field.others(words, cpu);
                } else {
                    set(s, field, at, (int) field.get(words, cpu));
                }
                rest &= ~field.bits(cpu);
            }
        }
        for (int cpu = 0; !tellsOps && cpu < cpus; cpu++) {
            s.mailboxes().ops[cpu] = ops(s.stack[cpu]);
        }
    }

    private static long[] masks(SystemState s, Variable variable) {
        return switch (variable) {
            case CSDS_QUEUED -> s.mailboxes().queued;
            case CSDS_TAKEN -> s.mailboxes().taken;
            case CSDS_SYNC -> s.mailboxes().sync;
            case LOW -> s.sends().low;
            case HIGH -> s.sends().high;
            default -> throw new IllegalArgumentException(variable + " is no mask");
        };
    }

    private void set(SystemState s, Field field, int at, int value) {
        switch (field.variable) {
            case STACK -> s.stack[at] = stacks.of(value);
            case EDGE -> s.mailboxes().edge[at] = value != 0;
            case BITS -> s.mailboxes().bits[at] = value << lowestMessage;
            case OPS -> s.mailboxes().ops[at] = value << lowestMessage;
            case WAKES_QUEUED -> s.mailboxes().wakesQueued[at] = value != 0;
            case WAKES_TAKEN -> s.mailboxes().wakesTaken[at] = value != 0;
            case STAGE -> s.sends().stage[at] = stages.of(value);
            case OWNER -> {
                int held = value - 1;
                s.lockOwner = held < 0 ? -1 : held / cpus * SystemState.SOFTIRQ_CSD + held % cpus;
            }
            default -> throw new IllegalArgumentException(field.variable + " is a mask");
        }
    }

    /** What a CPU that takes nothing but calls has taken. */
    private static int ops(ContextStack stack) {
        return stack.receive() == Receive.RUN || stack.receive() == Receive.FLUSH ? CALL_FUNC : 0;
    }

    /** Words of a packed state, or some of their bits, as a value that equals others of the same words. */
    public record Words(long[] words) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Words same && Arrays.equals(words, same.words);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(words);
        }
    }
}

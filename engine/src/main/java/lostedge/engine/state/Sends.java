package lostedge.engine.state;

import java.util.Arrays;

/**
 * What each context of each CPU sends, how far that has come, and where its targets stand.
 *
 * <p>A target of a send is, by its bits in {@code low} and {@code high}: to be queued (low); queued and served by an
 * earlier IPI (high); queued and in need of an IPI (both); and once all are queued, with its bit set (low), then with
 * its {@code wripir} issued (high). Masks have bit {@code n} for CPU {@code n}.
 */
public class Sends {
    static final int CONTEXTS = 3;

    private final SendStage.Codes stages;
    private final int cpus;
    /** By context, then CPU. */
    final SendStage[] stage;

    final long[] low;
    final long[] high;

    /** None is under way. */
    Sends(StateLayout layout) {
        stages = layout.stages;
        cpus = layout.configuration().cpus();
        stage = new SendStage[CONTEXTS * cpus];
        Arrays.fill(stage, stages.of(0));
        low = new long[stage.length];
        high = new long[stage.length];
    }

    void copyFrom(Sends other) {
        System.arraycopy(other.stage, 0, stage, 0, stage.length);
        System.arraycopy(other.low, 0, low, 0, low.length);
        System.arraycopy(other.high, 0, high, 0, high.length);
    }

    /** {@return what a context of a CPU sends and how far that has come} */
    public SendStage stage(int cpu, int context) {
        touch(Variable.STAGE, context, cpu);
        return stage[context * cpus + cpu];
    }

    /** {@return the first bits of its targets, as told above} */
    public long low(int cpu, int context) {
        touch(Variable.LOW, context, cpu);
        return low[context * cpus + cpu];
    }

    /** {@return the second bits of its targets} */
    public long high(int cpu, int context) {
        touch(Variable.HIGH, context, cpu);
        return high[context * cpus + cpu];
    }

    /** {@return targets to be queued; once all are, those whose {@code wripir} is to be issued} */
    public long toDo(int cpu, int context) {
        return low(cpu, context) & ~high(cpu, context);
    }

    /** {@return targets that need an IPI and whose bit is not yet set} */
    public long needIpi(int cpu, int context) {
        return low(cpu, context) & high(cpu, context);
    }

    /** Begins a send, or ends one: there is none at {@link Point#IDLE}. */
    public void begin(int cpu, int context, Send send, Point point, boolean waits, long first, long second) {
        targets(cpu, context, first, second);
        stage(cpu, context, stages.begin(send, point, waits));
    }

    /** Puts the send at another stage. */
    public void stage(int cpu, int context, SendStage other) {
        touch(Variable.STAGE, context, cpu);
        stage[context * cpus + cpu] = other;
    }

    /** Puts the send at another point. */
    public void point(int cpu, int context, Point point) {
        stage(cpu, context, stage(cpu, context).at(point));
    }

    /** Puts its targets elsewhere. */
    public void targets(int cpu, int context, long first, long second) {
        touch(Variable.LOW, context, cpu);
        touch(Variable.HIGH, context, cpu);
        low[context * cpus + cpu] = first;
        high[context * cpus + cpu] = second;
    }

    /** A variable is looked at or changed. Only a {@link Footprint} wants to know. */
    void touch(Variable variable, int instance, int cpu) {}
}

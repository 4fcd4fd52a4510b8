package lostedge.engine.state;

import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.KernelVariant.DrainReads;
import org.jspecify.annotations.Nullable;

/**
 * What a send is and how far it has come, but for its targets. There is one instance for each that can occur, found by
 * a code of a few bits.
 */
public final class SendStage {
    /** Stands for this stage in a packed state; 0 is no send at all. */
    final int code;
    /** Whether it keeps its CPU at IPL 7 wherever it runs. */
    final boolean masks;

    private final Point point;
    private final Send send;
    private final boolean waits;
    private final boolean marksSync;

    /** The same send at each point, by its ordinal; one array for all of them. */
    private final @Nullable SendStage[] points;

    private SendStage(Codes codes, int code, Configuration configuration, @Nullable SendStage[] points) {
        this.code = code;
        this.points = points;
        point = Point.of(code & (1 << Codes.POINT_BITS) - 1);
        send = Send.of(code >>> Codes.POINT_BITS & (1 << codes.sendBits) - 1);
        boolean marked = (code >>> codes.waits & 1) != 0;
        Choice waiting = configuration.callers().waiting();
        waits = send == Send.CALL && (waiting == Choice.BOTH ? marked : waiting == Choice.ON);
        marksSync = waits && waiting == Choice.BOTH;
        masks = masks(configuration.kernel().drainReads());
    }

    /** {@return how far it has come} */
    public Point point() {
        return point;
    }

    /** {@return what is sent; meaningful unless there is no send} */
    public Send send() {
        return send;
    }

    /** {@return whether it is a call that waits} */
    public boolean waits() {
        return waits;
    }

    /** {@return whether its csds are told from those of callers that do not wait, as {@code CSD_TYPE_SYNC}} */
    public boolean marksSync() {
        return marksSync;
    }

    /** Wake-ups and reschedules are sent with interrupts off; a drain handles bits so, and may read them so. */
    private boolean masks(DrainReads drainReads) {
        return switch (point) {
            case IDLE -> false;
            case DRAIN_RESTORE -> true;
            case DRAIN_READ -> drainReads == DrainReads.IRQS_OFF;
            default -> send == Send.WAKE || send == Send.RESCHEDULE;
        };
    }

    /** {@return the same send at another point} */
    @SuppressWarnings("NullAway") // a send is at no point that does not occur
    public SendStage at(Point other) {
        return points[other.ordinal()];
    }

    /** The stages that occur in a configuration, each with its code: point, send, whether it waits. */
    static final class Codes {
        private static final int POINT_BITS = 4;

        /** How many bits a code takes. */
        final int width;

        private final int sendBits;
        private final int waits;
        /** By code; null where none occurs. */
        private final @Nullable SendStage[] stages;

        Codes(Configuration configuration) {
            var callers = configuration.callers();
            sendBits = callers.wakeUps() || callers.reschedules() || callers.stops() ? 2 : 0;
            waits = POINT_BITS + sendBits;
            width = callers.waiting() == Choice.BOTH ? waits + 1 : waits;
            stages = new SendStage[1 << width];
            for (int first = 0; first < stages.length; first += 1 << POINT_BITS) {
                @Nullable SendStage[] points = new SendStage[Point.values().length];
                for (int point = 0; point < points.length; point++) {
                    points[point] = new SendStage(this, first + point, configuration, points);
                    stages[first + point] = points[point];
                }
            }
        }

        /** The one with a code; codes of those that do not occur stand in no state. */
        @SuppressWarnings("NullAway")
        SendStage of(int code) {
            return stages[code];
        }

        /** A send that begins. */
        @SuppressWarnings("NullAway") // every send begins somewhere
        SendStage begin(Send send, Point point, boolean wait) {
            int mark = wait && width > waits ? 1 << waits : 0;
            return stages[point.ordinal() | send.ordinal() << POINT_BITS | mark];
        }
    }
}

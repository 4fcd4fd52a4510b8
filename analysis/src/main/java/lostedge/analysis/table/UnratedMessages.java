package lostedge.analysis.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.Ipi;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait in a file, in the order they were added, until the whole recording tells how likely each one's
 * edge was lost. Only the names of functions are held in memory. The file is gone when this is closed.
 */
final class UnratedMessages implements Closeable {
    /** Takes one message. */
    interface Receiver {
        void take(Ipi ipi) throws IOException;
    }

    private static final int BYTES = 6 * Long.BYTES + 3 * Integer.BYTES + 5;
    private static final int NONE = -1;

    private static final IpiMessage[] MESSAGES = IpiMessage.values();
    private static final Ipi.Fate[] FATES = Ipi.Fate.values();
    private static final Ipi.Edge[] EDGES = Ipi.Edge.values();
    private static final InterruptKind[] KINDS = InterruptKind.values();
    private static final Ipi.HandledBy[] MEANS = Ipi.HandledBy.values();

    private final FileChannel file;
    private final ByteBuffer rows = ByteBuffer.allocateDirect(BYTES << 12);
    private final Map<String, Integer> functions = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** No message yet; the file is made. */
    UnratedMessages(Path path) throws IOException {
        file = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    void add(Ipi ipi) throws IOException {
        if (!rows.hasRemaining()) {
            flush();
        }
        rows.putLong(ipi.id())
                .putLong(ipi.sendNs())
                .putLong(ipi.handledNs())
                .putLong(ipi.stallId())
                .putLong(ipi.position())
                .putDouble(ipi.lostProbability())
                .putInt(ipi.sourceCpu())
                .putInt(ipi.targetCpu())
                .putInt(function(ipi.function()))
                .put(code(ipi.message()))
                .put(code(ipi.fate()))
                .put(code(ipi.edge()))
                .put(code(ipi.maskedBy()))
                .put(code(ipi.handledBy()));
    }

    /** Gives all messages to a receiver; none may be added afterwards. */
    void forEach(Receiver receiver) throws IOException {
        flush();
        file.position(0);
        while (file.read(rows) >= 0 || rows.position() > 0) {
            rows.flip();
            while (rows.remaining() >= BYTES) {
                receiver.take(next());
            }
            rows.compact();
        }
    }

    private Ipi next() {
        long id = rows.getLong();
        long sendNs = rows.getLong();
        long handledNs = rows.getLong();
        long stallId = rows.getLong();
        long position = rows.getLong();
        double lostProbability = rows.getDouble();
        int source = rows.getInt();
        int target = rows.getInt();
        String function = names.get(rows.getInt());
        IpiMessage message = MESSAGES[rows.get()];
        Ipi.Fate fate = FATES[rows.get()];
        Ipi.Edge edge = EDGES[rows.get()];
        InterruptKind maskedBy = constant(KINDS, rows.get());
        Ipi.HandledBy handledBy = constant(MEANS, rows.get());
        return new Ipi(
                id,
                sendNs,
                source,
                target,
                message,
                function,
                fate,
                edge,
                lostProbability,
                maskedBy,
                handledNs,
                handledBy,
                stallId,
                position);
    }

    private static <E> @Nullable E constant(E[] constants, int code) {
        return code == NONE ? null : constants[code];
    }

    private static byte code(@Nullable Enum<?> constant) {
        return (byte) (constant == null ? NONE : constant.ordinal());
    }

    private int function(String name) {
        Integer known = functions.get(name);
        if (known != null) {
            return known;
        }
        functions.put(name, names.size());
        names.add(name);
        return names.size() - 1;
    }

    private void flush() throws IOException {
        rows.flip();
        while (rows.hasRemaining()) {
            file.write(rows);
        }
        rows.clear();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package lostedge.ingest.perfetto;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import lostedge.engine.event.Labels;
import lostedge.ingest.protobuf.ProtoCursor;
import lostedge.ingest.tracepoint.Tracepoint;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of event a trace holds: those {@code protos/perfetto/trace/ftrace/ftrace_event.proto} has a message for, by
 * its number; and those the trace describes itself.
 */
final class EventShapes {
    private static final int MOST_NUMBERED = 1 << 10;
    private static final int MOST_DESCRIBED = 1 << 16;

    private final Labels labels;
    private final @Nullable EventShape[] numbered = new EventShape[MOST_NUMBERED];
    private final Map<Integer, EventShape> described = new HashMap<>();
    private final Map<String, EventShape> named = new HashMap<>();
    private final ProtoCursor descriptor = new ProtoCursor();
    private final ProtoCursor fields = new ProtoCursor();
    private final ProtoCursor field = new ProtoCursor();

    EventShapes(Labels labels) {
        this.labels = labels;
        add(4, "sched_switch", "prev_state", 4, "next_comm", 5, "next_pid", 6);
        add(13, "cpu_idle", "state", 1, "cpu_id", 2);
        add(17, "sched_wakeup", "comm", 1, "pid", 2, "target_cpu", 5);
        add(20, "sched_waking", "comm", 1, "pid", 2, "target_cpu", 5);
        add(21, "ipi_entry", "reason", 1);
        add(22, "ipi_exit", "reason", 1);
        add(23, "ipi_raise", "reason", 2);
        add(24, "softirq_entry", "vec", 1);
        add(25, "softirq_exit", "vec", 1);
        add(26, "softirq_raise", "vec", 1);
        add(36, "irq_handler_entry", "irq", 1, "name", 2);
        add(37, "irq_handler_exit", "irq", 1, "ret", 2);
        add(114, "sched_wakeup_new", "comm", 1, "pid", 2, "target_cpu", 5);
        add(491, "sched_migrate_task", "pid", 2, "orig_cpu", 4, "dest_cpu", 5);
        add(553, "hrtimer_expire_entry", "hrtimer", 1, "function", 3);
        add(554, "hrtimer_expire_exit", "hrtimer", 1);
        add(557, "timer_expire_entry", "timer", 1, "function", 3);
        add(558, "timer_expire_exit", "timer", 1);
        add(559, "local_timer_entry", "vector", 1);
        add(560, "local_timer_exit", "vector", 1);
    }

    private void add(int number, String name, Object... namesAndNumbers) {
        EventShape shape = new EventShape(Tracepoint.named(name), labels);
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            shape.with((String) namesAndNumbers[i], (Integer) namesAndNumbers[i + 1]);
        }
        numbered[number] = shape;
    }

    /** {@return the kind of a message of a FtraceEvent} */
    EventShape numbered(int number) {
        EventShape shape = number < MOST_NUMBERED ? numbered[number] : described.get(number);
        if (shape == null) {
            shape = new EventShape(new Tracepoint("", "ftrace event " + number), labels);
            if (number < MOST_NUMBERED) {
                numbered[number] = shape;
            } else if (described.size() < MOST_DESCRIBED) {
                described.put(number, shape);
            }
        }
        return shape;
    }

    /** {@return the kind of a generic event, which brings its name} */
    EventShape named(String name) {
        EventShape shape = named.get(name);
        if (shape == null) {
            shape = new EventShape(Tracepoint.named(name), labels);
            if (named.size() < MOST_DESCRIBED) {
                named.put(name, shape);
            }
        }
        return shape;
    }

    /**
     * Takes a {@code GenericEventDescriptor}: 1 field_id, 2 event_descriptor (a DescriptorProto: 1 name, 2 field { 1
     * name, 3 number }), 3 group_name.
     */
    void describe(ProtoCursor from, byte[] bytes) {
        int number = 0;
        String group = "";
        EventShape shape = null;
        descriptor.open(from);
        int messageFrom = 0;
        int messageTo = 0;
        while (descriptor.next()) {
            switch (descriptor.field()) {
                case 1 -> number = (int) descriptor.number();
                case 2 -> {
                    messageFrom = descriptor.isDelimited() ? descriptor.from() : 0;
                    messageTo = descriptor.isDelimited() ? descriptor.to() : 0;
                }
                case 3 -> group = descriptor.isDelimited() ? text(bytes, descriptor) : "";
                default -> {}
            }
        }
        fields.open(bytes, messageFrom, messageTo);
        while (fields.next()) {
            if (fields.field() == 1 && fields.isDelimited()) {
                String name = text(bytes, fields);
                shape = new EventShape(group.isEmpty() ? Tracepoint.named(name) : new Tracepoint(group, name), labels);
            } else if (fields.field() == 2 && fields.isDelimited() && shape != null) {
                describeField(shape, bytes);
            }
        }
        if (shape != null && number >= MOST_NUMBERED && described.size() < MOST_DESCRIBED) {
            described.put(number, shape);
        }
    }

    private void describeField(EventShape shape, byte[] bytes) {
        String name = "";
        int number = 0;
        field.open(fields);
        while (field.next()) {
            if (field.field() == 1 && field.isDelimited()) {
                name = text(bytes, field);
            } else if (field.field() == 3) {
                number = (int) field.number();
            }
        }
        shape.with(name, number);
    }

    private static String text(byte[] bytes, ProtoCursor cursor) {
        return new String(bytes, cursor.from(), cursor.to() - cursor.from(), StandardCharsets.UTF_8);
    }
}

package lostedge.ingest.ctf;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import lostedge.ingest.ctf.metadata.TraceMetadata;
import lostedge.ingest.ctf.packet.BitCursor;
import lostedge.ingest.ctf.packet.FieldStep;
import lostedge.ingest.ctf.packet.Layout;
import lostedge.ingest.ctf.packet.LayoutCompiler;
import lostedge.ingest.ctf.packet.WholeEvents;
import lostedge.ingest.reader.RecordingException;
import lostedge.ingest.tracepoint.ColumnValues;
import lostedge.ingest.tracepoint.FieldRole;
import lostedge.ingest.tracepoint.Tracepoint;

/** One kind of event: how its contexts and fields are walked over, and which values fill which columns. */
final class EventShape {
    private final long id;
    private final EventKind kind;
    private final int label;
    private final Layout context;
    private final Layout fields;
    private FieldStep walk = FieldStep.oneAfterTheOther();
    private final FieldRole[] numberRoles;
    private final int[] numberSlots;
    private final FieldRole[] textRoles;
    private final int[] textSlots;
    private final int taskSlot;

    EventShape(TraceMetadata.Event event, LayoutCompiler compiler, Labels labels) throws RecordingException {
        Tracepoint tracepoint = TracerNames.tracepoint(event.name());
        id = event.id();
        kind = tracepoint.kind();
        String name = tracepoint.label();
        label = name == null ? Labels.NONE : labels.intern(name);
        context = compiler.compile("event.context", event.context());
        fields = compiler.compile("event.fields", event.fields());
        List<FieldRole> roles = new ArrayList<>();
        List<Integer> slots = new ArrayList<>();
        List<FieldRole> textual = new ArrayList<>();
        List<Integer> texts = new ArrayList<>();
        for (FieldRole.Field field : tracepoint.fields()) {
            int number = fields.keepNumber(field.name());
            if (number == Layout.NONE) {
                number = fields.keepNumber(TracerNames.field(field.name()));
            }
            int text = number == Layout.NONE ? fields.keepText(field.name()) : Layout.NONE;
            if (number != Layout.NONE) {
                roles.add(field.role());
                slots.add(number);
            } else if (text != Layout.NONE) {
                textual.add(field.role());
                texts.add(text);
            }
        }
        numberRoles = roles.toArray(new FieldRole[0]);
        numberSlots = slots.stream().mapToInt(Integer::intValue).toArray();
        textRoles = textual.toArray(new FieldRole[0]);
        textSlots = texts.stream().mapToInt(Integer::intValue).toArray();
        taskSlot = kind == EventKind.SCHED_SWITCH ? fields.keepNumber("prev_tid") : context.keepNumber("tid");
    }

    EventKind kind() {
        return kind;
    }

    /** {@return the slot of the task that ran, or {@link Layout#NONE} if the event does not tell} */
    int taskSlot() {
        return taskSlot;
    }

    /** Prepares the walk, once the events of all kinds have told what they want to keep. */
    void prepare(FieldStep streamContext, WholeEvents whole) {
        walk = FieldStep.oneAfterTheOther(streamContext, context.step(), fields.step());
        whole.add(id, walk);
    }

    /** Walks over contexts and fields. */
    void walk(BitCursor in, long[] values) {
        walk.run(in, values);
    }

    /** Appends the event whose values were kept; {@return its row} */
    int append(long timestampNs, int cpu, long position, CtfStream stream, ColumnValues columns, EventBatch batch) {
        long[] values = stream.values();
        int row = batch.append(timestampNs, cpu, kind, position);
        batch.label[row] = label;
        for (int i = 0; i < numberSlots.length; i++) {
            columns.number(numberRoles[i], values[numberSlots[i]], batch, row);
        }
        for (int i = 0; i < textSlots.length; i++) {
            long text = values[textSlots[i]];
            columns.text(
                    textRoles[i], stream.bytes(), FieldStep.textStart(text), FieldStep.textLength(text), batch, row);
        }
        return row;
    }
}

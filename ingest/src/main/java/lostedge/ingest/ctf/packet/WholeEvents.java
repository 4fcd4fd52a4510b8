package lostedge.ingest.ctf.packet;

import org.jspecify.annotations.Nullable;

/**
 * Hot: the events of a stream that are one step from the first bit of their header to the last of their fields, found
 * by the number the header begins with. Those are nearly all: a header of LTTng takes as many bits for each id that
 * stands in its first field, and texts are arrays of a constant length.
 */
public final class WholeEvents {
    /** What {@link #walk} tells where the next event is none of these. */
    public static final int NONE = -1;

    private static final int MOST_EVENTS = 1 << 12;
    private static final int MOST_STEPS_OF_HEADER = 8;

    private final FieldStep header;
    private final int alignment;
    private final FieldStep.@Nullable WholeNumber lead;
    private final @Nullable FixedFields[] steps = new FixedFields[MOST_EVENTS];

    /**
     * No events yet.
     *
     * @param layout the header, of which all that is wanted is known
     * @param id the slot of the event's id, or {@link Layout#NONE}
     */
    public WholeEvents(Layout layout, int id) {
        header = layout.step();
        FieldStep.WholeNumber first = layout.lead();
        if (first == null || id == Layout.NONE || first.slot != id || header.steps() > MOST_STEPS_OF_HEADER) {
            lead = null;
            alignment = 1;
        } else {
            lead = first;
            alignment = Math.max(header.alignment(), first.alignment());
        }
    }

    /** Adds a kind of event, if it is one step and nothing but the first number tells its id. */
    public void add(long id, FieldStep behindHeader) {
        if (lead == null || id < 0 || id >= MOST_EVENTS) {
            return;
        }
        FieldStep event = FieldStep.oneAfterTheOther(header.where(lead, id), behindHeader);
        if (event instanceof FixedFields fixed) {
            steps[(int) id] = fixed.withoutFirst(lead.slot);
        }
    }

    /**
     * Moves the cursor behind the next event if it is one of these.
     *
     * @return its id, or {@link #NONE} with the cursor where the header begins
     */
    public int walk(BitCursor in, long[] values) {
        if (lead == null) {
            return NONE;
        }
        in.align(alignment);
        long id = lead.peek(in);
        FixedFields step = id >= 0 && id < MOST_EVENTS ? steps[(int) id] : null;
        if (step == null) {
            return NONE;
        }
        step.run(in, values);
        return (int) id;
    }
}

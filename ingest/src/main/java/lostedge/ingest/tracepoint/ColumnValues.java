package lostedge.ingest.tracepoint;

import java.util.function.Function;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;
import lostedge.ingest.bytes.ByteLabels;
import lostedge.ingest.bytes.Words;

/** Puts the values of fields into the columns of a row. */
public final class ColumnValues {
    private final AddressInterner functions;
    private final AddressInterner sites;
    private final AddressInterner reasons;
    private final ByteLabels texts;
    private final long textSection;
    private final Messages ofReason;
    private final Messages ofCallback;
    private final Messages ofOwnCallback;

    /** Columns of a recording that tells no symbols: an address is its own name. */
    public ColumnValues(Labels labels) {
        this(labels, SymbolTable.EMPTY, StringTable.EMPTY);
    }

    ColumnValues(Labels labels, SymbolTable symbols, StringTable strings) {
        functions = new AddressInterner(labels, symbols::function);
        sites = new AddressInterner(labels, symbols::site);
        reasons = new AddressInterner(labels, address -> {
            String text = strings.text(address);
            return text != null ? text : symbols.function(address);
        });
        texts = new ByteLabels(labels);
        textSection = symbols.address("_stext");
        ofReason = new Messages(labels, IpiMessage::ofReason);
        ofCallback = new Messages(labels, callback -> IpiMessage.ofCallback(callback, false));
        ofOwnCallback = new Messages(labels, callback -> IpiMessage.ofCallback(callback, true));
    }

    /** Puts a number into the column its field fills; a {@link FieldRole#NAME} or {@link FieldRole#MASK} is none. */
    public void number(FieldRole role, long value, EventBatch batch, int row) {
        switch (role) {
            case CODE -> batch.code[row] = (int) value;
            case PEER -> batch.peer[row] = (int) value;
            case REFERENCE -> batch.reference[row] = value;
            case FUNCTION -> batch.label[row] = functions.intern(value);
            case SITE -> batch.site[row] = sites.intern(value);
            case CALLBACK -> callback(value, batch, row);
            case REASON -> reason(reasons.intern(value), batch, row);
            case TASK_STATE -> batch.reference[row] = letter((int) value & 0xFF);
            // recorded as 32-bit distances (include/trace/events/preemptirq.h)
            case CALLER -> batch.label[row] = functions.intern(textSection + value);
            case PARENT -> batch.site[row] = sites.intern(textSection + value);
            case NAME, MASK -> {}
        }
    }

    /**
     * Puts a text, up to its first NUL, into the column its field fills: a name, a reason, or the symbol an address
     * stands for.
     *
     * @param bytes readable {@link Words#PADDING} bytes beyond the text
     */
    public void text(FieldRole role, byte[] bytes, int from, int length, EventBatch batch, int row) {
        named(role, text(bytes, from, length), batch, row);
    }

    /** {@return the label of a text, up to its first NUL} */
    int text(byte[] bytes, int from, int length) {
        return texts.intern(bytes, from, Words.indexOf(bytes, from, from + length, '\0'));
    }

    /** Puts an interned text into the column its field fills. */
    public void named(FieldRole role, int label, EventBatch batch, int row) {
        switch (role) {
            case NAME, FUNCTION -> batch.label[row] = label;
            case SITE -> batch.site[row] = label;
            case REASON -> reason(label, batch, row);
            case CALLBACK -> callbackNamed(label, batch, row);
            default -> {}
        }
    }

    private void reason(int label, EventBatch batch, int row) {
        batch.label[row] = label;
        batch.code[row] = ofReason.code(label);
    }

    /** No callback is no label; a CPU mask never means the sender alone. */
    private void callback(long address, EventBatch batch, int row) {
        if (address == 0) {
            batch.code[row] = IpiMessage.RESCHEDULE.ordinal();
        } else {
            callbackNamed(functions.intern(address), batch, row);
        }
    }

    private void callbackNamed(int label, EventBatch batch, int row) {
        batch.label[row] = label;
        batch.code[row] = (batch.peer[row] == batch.cpu[row] ? ofOwnCallback : ofCallback).code(label);
    }

    /** The first letter {@code sched_switch} prints for {@code prev_state}: the lowest bit set, R for none. */
    private static char letter(int state) {
        return state == 0 ? 'R' : "SDTtXZPI".charAt(Integer.numberOfTrailingZeros(state));
    }

    /** The messages labels stand for; the last one is remembered. */
    private static final class Messages {
        private final Labels labels;
        private final Function<String, IpiMessage> message;
        private int lastLabel = Labels.NONE;
        private int lastCode = IpiMessage.UNKNOWN.ordinal();

        Messages(Labels labels, Function<String, IpiMessage> message) {
            this.labels = labels;
            this.message = message;
        }

        int code(int label) {
            if (label != lastLabel) {
                lastLabel = label;
                lastCode = message.apply(labels.text(label)).ordinal();
            }
            return lastCode;
        }
    }
}

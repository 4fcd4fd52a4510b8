package lostedge.ingest.tracepoint;

import lostedge.engine.event.EventBatch;

/** What a field of a tracepoint is to a row of an {@link EventBatch}: which column it fills, and how. */
public enum FieldRole {
    /** The number is {@code code}. */
    CODE,
    /** The number is {@code peer}. */
    PEER,
    /** The number is {@code reference}. */
    REFERENCE,
    /** The text is {@code label}. */
    NAME,
    /** The address of a function, whose name is {@code label}. */
    FUNCTION,
    /** An address in a function, which is {@code site}. */
    SITE,
    /** The address of a callback, whose name is {@code label} and tells the message, {@code code}. */
    CALLBACK,
    /** A text, or the address of one, that is {@code label} and tells the message, {@code code}. */
    REASON,
    /** The bits of {@code prev_state}, whose first letter is {@code reference}. */
    TASK_STATE,
    /** A distance from {@code _stext}; the function there is {@code label}. */
    CALLER,
    /** A distance from {@code _stext}; the place there is {@code site}. */
    PARENT,
    /** A CPU mask: {@code peer} and {@code reference}, a row per word. */
    MASK;

    /**
     * A field with a role.
     *
     * @param name as the kernel calls it
     */
    public record Field(String name, FieldRole role) {}

    Field of(String name) {
        return new Field(name, this);
    }
}

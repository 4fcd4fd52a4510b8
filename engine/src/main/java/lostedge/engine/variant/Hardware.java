package lostedge.engine.variant;

/** What becomes of the edge a {@code wripir} raises at a CPU that takes no interrupts at that moment. */
public enum Hardware {
    /**
     * Lost if the target is at IPL 7 inside {@code do_entInt}, whatever the interrupt's type; held until IPL falls if
     * it is at IPL 7 for another reason. What the EV7/Marvel patch series claims.
     *
     * <p>The interrupt that an IPI itself caused is no exception: {@code do_entInt} is at IPL 7 from its first act
     * whatever the type, and the claim names no type. There an edge matters only after {@code handle_ipi} has found no
     * more bits; one that is raised before is answered by the loop. Hardware that spares this interrupt is none of
     * these rules, and a recording of it contradicts this one at the first edge that is held there.
     */
    LOST_IN_ENTINT,
    /** Lost whenever the target is at IPL 7, also in a plain {@code local_irq_save} section. */
    LOST_AT_IPL7,
    /**
     * Held, one bit per target so that edges coalesce, and delivered when IPL falls; as DP264/Tsunami does, and as a
     * write-1-to-clear RBOX_INT bit of the EV7 would.
     */
    LATCHED;

    /**
     * {@return whether an edge that arrives now is lost}
     *
     * @param inEntInt whether the target is at IPL 7 inside {@code do_entInt}
     * @param atIpl7 whether the target is at IPL 7 for any reason
     */
    public boolean loses(boolean inEntInt, boolean atIpl7) {
        return switch (this) {
            case LOST_IN_ENTINT -> inEntInt;
            case LOST_AT_IPL7 -> atIpl7;
            case LATCHED -> false;
        };
    }
}

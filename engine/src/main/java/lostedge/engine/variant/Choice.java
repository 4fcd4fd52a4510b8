package lostedge.engine.variant;

/** Which settings of a switch occur. */
public enum Choice {
    /** Always on. */
    ON,
    /** Always off. */
    OFF,
    /** Both occur. */
    BOTH;

    /** {@return whether the setting occurs} */
    public boolean allows(boolean setting) {
        return this == BOTH || setting == (this == ON);
    }
}

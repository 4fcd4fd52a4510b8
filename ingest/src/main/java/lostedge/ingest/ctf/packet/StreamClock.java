package lostedge.ingest.ctf.packet;

/** A clock whose stamps may hold only its lowest bits: a stamp lower than the last one means the bits wrapped once. */
public final class StreamClock {
    private long cycles;

    /** Sets the clock. */
    public void set(long newCycles) {
        cycles = newCycles;
    }

    /** Moves the clock on to the next value with these lowest bits; {@return it} */
    public long advance(long stamp, int bits) {
        if (bits >= Long.SIZE) {
            cycles = stamp;
        } else {
            long mask = (1L << bits) - 1;
            cycles += (stamp & mask) - cycles & mask;
        }
        return cycles;
    }

    /** {@return the clock's value} */
    public long cycles() {
        return cycles;
    }
}

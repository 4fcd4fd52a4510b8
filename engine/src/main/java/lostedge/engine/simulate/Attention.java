package lostedge.engine.simulate;

import lostedge.engine.state.SystemState;

/** Which CPUs are to decide anew, and which spin at the IPI lock until something they look at changes. */
final class Attention {
    private final SystemState state;
    /** Whether those at the lock do nothing but spin, rather than drain. */
    private final boolean spins;
    /** As masks of CPUs. */
    private long awake;

    private long atLock;

    /** All sleep. */
    Attention(SystemState state, boolean spins) {
        this.state = state;
        this.spins = spins;
    }

    /** {@return whether any CPU is to decide} */
    boolean isAwake() {
        return awake != 0;
    }

    /** {@return the CPU with the lowest number of those that are to decide} */
    int first() {
        return Long.numberOfTrailingZeros(awake);
    }

    /** That CPU has decided. */
    void firstSleeps() {
        awake &= awake - 1;
    }

    /** Something has changed for a CPU. */
    void wake(int cpu) {
        awake |= 1L << cpu;
    }

    // ---- At the IPI lock.

    /** {@return whether nothing can come of trying: the lock is held and no bit waits to be drained} */
    boolean spinsInVain(int cpu) {
        return state.lockOwner() >= 0 && (spins || state.bits(cpu) == 0);
    }

    /** A CPU waits for the lock or for a bit. */
    void waitsAtLock(int cpu) {
        atLock |= 1L << cpu;
    }

    /** A bit of a CPU has been set. */
    void bitSet(int cpu) {
        awake |= atLock & 1L << cpu;
    }

    /** The lock has been released. */
    void lockReleased() {
        awake |= atLock;
        atLock = 0;
    }
}

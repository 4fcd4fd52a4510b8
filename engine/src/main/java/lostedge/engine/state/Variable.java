package lostedge.engine.state;

/** What a state consists of. Each CPU has one instance of each, or one for each of its contexts or lanes of csds. */
enum Variable {
    // What runs on the CPU.
    STACK(Shape.SMALL),
    // What has been sent to it: to its hardware and handle_ipi, then to its call_single_queue.
    EDGE(Shape.SMALL),
    BITS(Shape.SMALL),
    OPS(Shape.SMALL),
    WAKES_QUEUED(Shape.SMALL),
    WAKES_TAKEN(Shape.SMALL),
    /** Of each lane: sources whose csd is in the queue. */
    CSDS_QUEUED(Shape.MASK),
    /** Of each lane: sources whose csd a running flush has. */
    CSDS_TAKEN(Shape.MASK),
    /** Of each lane: sources whose csd is marked as that of a caller that waits, where both kinds occur. */
    CSDS_SYNC(Shape.MASK),
    // What each of its contexts sends.
    STAGE(Shape.SMALL),
    LOW(Shape.MASK),
    HIGH(Shape.MASK),
    /** Of the IPI lock. */
    OWNER(Shape.SHARED);

    /** What values it has. */
    enum Shape {
        /** A few bits for each CPU. */
        SMALL,
        /** A mask over the other CPUs, for each CPU. */
        MASK,
        /** One value for the machine, kept as if it were CPU 0's. */
        SHARED
    }

    final Shape shape;

    Variable(Shape shape) {
        this.shape = shape;
    }
}

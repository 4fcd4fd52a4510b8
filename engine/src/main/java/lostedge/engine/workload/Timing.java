package lostedge.engine.workload;

/**
 * How long the kernel's and the hardware's own actions take; what handlers, softirqs and called functions take belongs
 * to the {@link Workload}.
 *
 * @param entry from the interrupt's arrival at IPL 0 to IPL 7 in {@code do_entInt}: the PALcode's part
 * @param handlerLead from there to the handler's first trace event
 * @param exit each step after the handler: the poll's read, {@code irq_exit}, the return from interrupt
 * @param receive each step of {@code handle_ipi} that runs no function: {@code xchg}, taking the queue
 * @param enqueue {@code csd_lock} and {@code llist_add}, per target
 * @param setBit setting a bit in another CPU's word, per target
 * @param wripir the PALcall, per target
 * @param lock an attempt at the IPI lock, or leaving it; each step of a drain
 * @param spin from a csd's release to its waiter's next step
 */
public record Timing(
        DurationNs entry,
        DurationNs handlerLead,
        DurationNs exit,
        DurationNs receive,
        DurationNs enqueue,
        DurationNs setBit,
        DurationNs wripir,
        DurationNs lock,
        DurationNs spin) {}

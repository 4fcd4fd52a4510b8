package lostedge.engine.conformance.verdict;

/**
 * What is known of one CPU as a receiver; where states differ, the alternatives.
 *
 * @param cpu the CPU
 * @param states how many states explain its events; 0 if it is not known yet
 * @param context where its program is
 * @param bits {@code ipi_data[cpu].bits}
 * @param edge whether an edge is held for it
 * @param queue its {@code call_single_queue} and what a running flush took from it
 */
public record CpuPicture(int cpu, int states, String context, String bits, String edge, String queue) {}

/**
 * The verdict on a recording, and what it rests on: {@link lostedge.engine.conformance.verdict.Conformity}.
 *
 * <p>{@link lostedge.engine.conformance.verdict.Tally} gathers it while events go by; the first event without
 * explanation is an {@link lostedge.engine.conformance.verdict.Unexplained}, with the states before it in the words of
 * the kernel.
 */
@NullMarked
package lostedge.engine.conformance.verdict;

import org.jspecify.annotations.NullMarked;

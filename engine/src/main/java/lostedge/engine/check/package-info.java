/**
 * Explicit-state model checking of the kernel's IPI path: a {@link lostedge.engine.check.Checker} explores every
 * interleaving of the microsteps of one configuration, breadth first, and says whether a
 * {@link lostedge.engine.check.Property} holds in all reachable states, or gives a shortest path to one where it does
 * not.
 *
 * <p>States are kept exactly, not as hashes. A state is only found <em>bad</em> if no schedule of what must go on (the
 * program of every CPU, recurring interrupts, the watchdog) leads out of it; new calls, softirqs and flushes of the
 * idle loop are never relied on.
 */
@NullMarked
package lostedge.engine.check;

import org.jspecify.annotations.NullMarked;

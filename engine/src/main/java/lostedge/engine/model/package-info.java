/**
 * The transition system of the Linux IPI path: {@link lostedge.engine.model.IpiSystem} says which
 * {@link lostedge.engine.model.Microstep}s are enabled in a {@link lostedge.engine.state.SystemState} and what each
 * does. There is no time and no chance in it; whoever drives it decides which enabled microstep comes next.
 *
 * <p>The kernel path stands here once: sending in {@code SendPath}, the IPI lock in {@code LockPath},
 * {@code handle_ipi} in {@code ReceivePath}, {@code do_entInt} in {@code InterruptPath} (Linux
 * {@code arch/alpha/kernel/smp.c}, {@code irq_alpha.c}, {@code kernel/smp.c}).
 */
@NullMarked
package lostedge.engine.model;

import org.jspecify.annotations.NullMarked;

/**
 * Trajectories of the model in time: a {@link lostedge.engine.simulate.Simulator} drives the transition system through
 * a {@link lostedge.engine.workload.Scenario} and tells a {@link lostedge.engine.simulate.StepListener} every step. The
 * same scenario and seed give the same trajectory. A {@link lostedge.engine.simulate.PathWalk} does the same along a
 * path that is given.
 */
@NullMarked
package lostedge.engine.simulate;

import org.jspecify.annotations.NullMarked;

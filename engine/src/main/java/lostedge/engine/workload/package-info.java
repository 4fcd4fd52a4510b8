/**
 * What a simulated machine has to do and how long everything takes it: a {@link lostedge.engine.workload.Scenario} is a
 * configuration, the {@link lostedge.engine.workload.Timing} of its microsteps, and the arrivals of its
 * {@link lostedge.engine.workload.Workload}.
 */
@NullMarked
package lostedge.engine.workload;

import org.jspecify.annotations.NullMarked;

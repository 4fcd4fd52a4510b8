/**
 * Sets of model states, kept exactly: a {@link lostedge.engine.statespace.StateSpace} holds the states an exploration
 * has reached, one representative for all numberings of the CPUs if asked for, in parts that threads own. A state is
 * one number, made of {@link lostedge.engine.statespace.LocalStates}; a {@link lostedge.engine.statespace.StepTable}
 * leads from one to the next.
 */
@NullMarked
package lostedge.engine.statespace;

import org.jspecify.annotations.NullMarked;

/**
 * Sets of model states, kept exactly: a {@link lostedge.engine.statespace.StateSpace} holds the states an exploration
 * has reached, one of its {@link lostedge.engine.statespace.Representatives} for many if asked for, in parts that
 * threads own.
 */
@NullMarked
package lostedge.engine.statespace;

import org.jspecify.annotations.NullMarked;

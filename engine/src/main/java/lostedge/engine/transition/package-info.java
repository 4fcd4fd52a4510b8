/**
 * The transition system on numbered states: a state is one number, made of
 * {@link lostedge.engine.transition.LocalStates}, and a {@link lostedge.engine.transition.StepTable} leads from one to
 * the next. On request it leaves out what changes nothing that can still happen: the order of steps that commute, and
 * variables that are dead.
 */
@NullMarked
package lostedge.engine.transition;

import org.jspecify.annotations.NullMarked;

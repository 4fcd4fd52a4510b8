/**
 * A survey: what a first pass over a recording tells before it is held against the model. Entry:
 * {@link lostedge.engine.conformance.survey.Survey}.
 *
 * <p>It knows the kinds of event and the CPUs, where events are missing
 * ({@link lostedge.engine.conformance.survey.Gaps}), and how far stamps of two CPUs can be trusted ({@code ClockSkew}).
 */
@NullMarked
package lostedge.engine.conformance.survey;

import org.jspecify.annotations.NullMarked;

/**
 * A recording held against the model, from its files to words and JSON: {@link lostedge.analysis.validation.Validation}
 * reads it, the verdicts are {@link lostedge.engine.conformance.verdict.Conformity}.
 */
@NullMarked
package lostedge.analysis.validation;

import org.jspecify.annotations.NullMarked;

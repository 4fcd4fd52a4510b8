/**
 * What a check found, in words, numbers and pictures: {@link lostedge.analysis.proof.VerdictText},
 * {@link lostedge.analysis.proof.VerdictJson}, a {@link lostedge.analysis.proof.Counterexample} as a table of CPUs
 * against steps and as a sequence chart, and the {@link lostedge.analysis.proof.TruthTable} of many variants.
 */
@NullMarked
package lostedge.analysis.proof;

import org.jspecify.annotations.NullMarked;

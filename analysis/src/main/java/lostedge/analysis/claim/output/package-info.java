/**
 * Tested claims for programs and people: {@link lostedge.analysis.claim.output.ClaimsJson},
 * {@link lostedge.analysis.claim.output.ClaimsText} and the tables of
 * {@link lostedge.analysis.claim.output.ClaimTables}.
 */
@NullMarked
package lostedge.analysis.claim.output;

import org.jspecify.annotations.NullMarked;

/**
 * The claims of the "alpha SMP fixes for EV7/Marvel" series and of its review, tested:
 * {@link lostedge.analysis.claim.Claims} checks or simulates the variants each {@link lostedge.analysis.claim.Claim}
 * speaks of and derives the verdict from what comes out. No verdict is written down.
 */
@NullMarked
package lostedge.analysis.claim;

import org.jspecify.annotations.NullMarked;

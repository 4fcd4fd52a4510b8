/** Tests of conformance: scripts of a few events, and random walks of the model held against the model. */
@NullMarked
package lostedge.engine.conformance;

import org.jspecify.annotations.NullMarked;

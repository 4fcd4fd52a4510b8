/** Tests of the assessment of whole recordings. */
@NullMarked
package lostedge.engine.assess;

import org.jspecify.annotations.NullMarked;

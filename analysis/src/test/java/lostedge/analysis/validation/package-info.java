/** Tests of recordings held against the model. */
@NullMarked
package lostedge.analysis.validation;

import org.jspecify.annotations.NullMarked;

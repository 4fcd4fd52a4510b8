/** Tests of the rival hypotheses on machines whose hardware is known. */
@NullMarked
package lostedge.engine.hypothesis;

import org.jspecify.annotations.NullMarked;

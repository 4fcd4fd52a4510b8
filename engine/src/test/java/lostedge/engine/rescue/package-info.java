/** Tests of what a trace shows of rescues. */
@NullMarked
package lostedge.engine.rescue;

import org.jspecify.annotations.NullMarked;

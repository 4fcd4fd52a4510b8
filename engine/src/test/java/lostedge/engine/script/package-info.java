/** Small scripts of events for tests: {@link lostedge.engine.script.EventScript}. */
@NullMarked
package lostedge.engine.script;

import org.jspecify.annotations.NullMarked;

/**
 * A {@link lostedge.analysis.timeline.LaneDiagram} is a bounded picture of a few moments of a machine: CPUs as lanes,
 * what each was doing as spans, messages between them as arrows.
 */
@NullMarked
package lostedge.analysis.timeline;

import org.jspecify.annotations.NullMarked;

/**
 * The figures of a result: which charts its data support, each a {@link lostedge.analysis.figure.Figure} with title,
 * caption and a description for those who cannot see it.
 */
@NullMarked
package lostedge.analysis.figure;

import org.jspecify.annotations.NullMarked;

/**
 * Pages as text: {@link lostedge.analysis.html.Html} writes elements with everything escaped that comes from a
 * recording, {@link lostedge.analysis.html.Page} a whole document that needs no network.
 */
@NullMarked
package lostedge.analysis.html;

import org.jspecify.annotations.NullMarked;

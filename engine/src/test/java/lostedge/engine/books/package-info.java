/** Tests of the books on machines whose every edge is known. */
@NullMarked
package lostedge.engine.books;

import org.jspecify.annotations.NullMarked;

/**
 * The command line: one command a file, each a verb of {@code lostedge}. {@link lostedge.analysis.cli.Main} is the
 * entry; it turns outcomes into exit codes and refusals into one line.
 */
@NullMarked
package lostedge.analysis.cli;

import org.jspecify.annotations.NullMarked;

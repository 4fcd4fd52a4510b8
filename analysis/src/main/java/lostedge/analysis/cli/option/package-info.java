/**
 * Options that several verbs of the command line share: how results are printed, which variant of machine and kernel is
 * meant, and how a duration is written.
 */
@NullMarked
package lostedge.analysis.cli.option;

import org.jspecify.annotations.NullMarked;

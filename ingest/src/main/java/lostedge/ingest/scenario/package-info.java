/**
 * Scenarios as JSON files: {@link lostedge.ingest.scenario.ScenarioReader} reads one into a
 * {@link lostedge.engine.workload.Scenario} and refuses what it does not know, what cannot be and what has no source,
 * by the path of the field. {@link lostedge.ingest.scenario.VariantReader} does the same for the variants that are
 * checked. {@code scenario.schema.json} and {@code variant.schema.json} beside them describe the formats to editors.
 *
 * <pre>
 * { "extends": "es47-4-git.json",
 *   "name": "es47-4-git-stock",
 *   "kernel": { "poll": false, "lock": "none", "drain_reads": "irqs-on", "bracket": "inner", "resend": false } }
 * </pre>
 *
 * A scenario that extends another takes everything from it that it does not say itself; lists are taken or replaced
 * whole. Every quantity carries its unit in its key and names its source, or says "assumed".
 */
@NullMarked
package lostedge.ingest.scenario;

import org.jspecify.annotations.NullMarked;

package lostedge.analysis.claim.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lostedge.analysis.claim.Claim;
import lostedge.analysis.table.ResultTable;
import lostedge.ingest.table.TableFormat;
import lostedge.ingest.table.TableWriter;

/** The tables of tested claims. */
public final class ClaimTables {
    /**
     * A result with the claim it belongs to.
     *
     * @param claimId the claim's short name
     * @param place counted from 0 within the claim
     * @param evidence the result
     */
    public record Row(String claimId, int place, Claim.Evidence evidence) {}

    /** One row per claim. */
    public static final ResultTable<Claim> CLAIMS = new ResultTable<Claim>("claims", "one claim")
            .texts("claim_id", false, "a short name", "", Claim::id)
            .texts("source", true, "who makes it", "", Claim::source)
            .texts("statement", false, "the claim", "", Claim::statement)
            .verdicts("verdict", "what follows from the evidence", "", Claim::verdict)
            .texts("condition", false, "where it is true", "everywhere tested, or nowhere", Claim::condition);

    /** One row per result. */
    public static final ResultTable<Row> EVIDENCE = new ResultTable<Row>("claim_evidence", "one result behind a claim")
            .texts("claim_id", true, "the claim, a row of claims", "", Row::claimId)
            .ints("place", "counted from 0 within the claim", "", Row::place)
            .texts("words", false, "what came out", "", row -> row.evidence().words())
            .texts(
                    "command",
                    true,
                    "the command line that shows it again",
                    "",
                    row -> row.evidence().command());

    private ClaimTables() {}

    /** Writes both tables in every format into a folder, which is made if missing. */
    public static void write(Path folder, List<Claim> claims, Map<String, String> metadata) throws IOException {
        Files.createDirectories(folder);
        write(folder, CLAIMS, claims, metadata);
        List<Row> rows = new ArrayList<>();
        for (Claim claim : claims) {
            for (int place = 0; place < claim.evidence().size(); place++) {
                rows.add(new Row(claim.id(), place, claim.evidence().get(place)));
            }
        }
        write(folder, EVIDENCE, rows, metadata);
    }

    private static <R> void write(Path folder, ResultTable<R> table, List<R> rows, Map<String, String> metadata)
            throws IOException {
        for (TableFormat format : TableFormat.values()) {
            String name = table.name() + "." + format.extension();
            try (TableWriter writer = format.create(folder.resolve(name), table.schema(metadata))) {
                for (R row : rows) {
                    table.write(writer, row);
                }
                writer.finish();
            }
        }
    }
}

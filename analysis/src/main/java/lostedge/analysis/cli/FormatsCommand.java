package lostedge.analysis.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import lostedge.analysis.run.JsonText;
import lostedge.ingest.TraceFormat;

/** {@code lostedge formats}: every recording format that is read. */
final class FormatsCommand extends Verb {
    FormatsCommand() {
        super(
                "formats",
                "Print the recording formats it reads: what each can tell, what it cannot, and how to record it.");
    }

    @Override
    public Integer call() {
        PrintWriter out = out();
        if (json()) {
            out.println(JsonText.of(described()));
            return Main.DONE;
        }
        for (TraceFormat format : TraceFormat.values()) {
            out.println(format.formatName());
            out.println("  looks like  " + format.example());
            out.println("  carries     " + format.carries());
            out.println("  lacks       " + format.lacks());
            out.println("  record by   " + format.howToRecord());
            out.println();
        }
        out.println("Each may be compressed (gzip, xz, bzip2, zstd, lz4) and may stand in a tar archive or a folder.");
        return Main.DONE;
    }

    private static ObjectNode described() {
        ObjectNode json = JsonText.object();
        ArrayNode formats = json.putArray("formats");
        for (TraceFormat format : TraceFormat.values()) {
            formats.addObject()
                    .put("name", format.formatName())
                    .put("example", format.example())
                    .put("carries", format.carries())
                    .put("lacks", format.lacks())
                    .put("record_by", format.howToRecord());
        }
        return json;
    }
}

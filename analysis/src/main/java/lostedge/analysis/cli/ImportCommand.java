package lostedge.analysis.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lostedge.analysis.cli.option.Arguments;
import lostedge.analysis.run.JsonText;
import lostedge.analysis.run.LossText;
import lostedge.analysis.wording.Quantity;
import lostedge.engine.event.LossLedger;
import lostedge.ingest.Capture;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code lostedge import}: recordings into one Arrow store, to be read many times. */
final class ImportCommand extends Verb {
    private final PositionalParamSpec recordings = Arguments.recordings("Files, folders or archives of one machine.");
    private final OptionSpec output = Arguments.output("FILE", true, "The store to write.");
    private final OptionSpec compressed = Arguments.flag(
            "--compress",
            "Compress the columns: a store to keep. One that is not compressed is written faster,",
            "about half as large as trace text, and its readers map it.");

    private final OptionSpec undigested = Arguments.flag(
            "--no-digest",
            "Leave out the SHA-256 by which the store tells what it was made from: it takes up to a third of the time.");

    ImportCommand() {
        super(
                "import",
                "Write the events and counters of recordings into one Arrow store, which every verb takes instead.");
        takes(recordings, output, compressed, undigested);
    }

    @Override
    public Integer call() throws IOException {
        Path store = output.getValue();
        LossLedger losses = new LossLedger();
        try (Capture capture = Capture.open(recordings.getValue(), !undigested.<Boolean>getValue())) {
            losses.addAll(capture.losses());
            losses.addAll(capture.writeStore(store, compressed.getValue(), ToolVersion.text()));
            capture.counters().forEach(series -> losses.addAll(series.losses()));
        }
        long size = Files.size(store);
        if (json()) {
            ObjectNode json = JsonText.object();
            json.put("store", store.toString());
            json.put("size_bytes", size);
            LossText.addTo(json.putArray("losses"), losses);
            out().println(JsonText.of(json));
        } else {
            out().println(store + ": " + Quantity.count(size, "byte"));
            LossText.lines(losses).forEach(out()::println);
        }
        return Main.DONE;
    }
}

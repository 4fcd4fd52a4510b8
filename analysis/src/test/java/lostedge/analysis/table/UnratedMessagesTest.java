package lostedge.analysis.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.Ipi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnratedMessagesTest {
    @TempDir
    private Path folder;

    @Test
    void messagesComeBackAsTheyWereAddedAndTheFileIsGone() throws IOException {
        Random random = new Random(3);
        List<Ipi> added = new ArrayList<>();
        List<Ipi> back = new ArrayList<>();
        try (UnratedMessages messages = new UnratedMessages(folder.resolve("messages"))) {
            for (int i = 0; i < 10_000; i++) {
                added.add(message(i, random));
                messages.add(added.get(i));
            }
            messages.forEach(back::add);
        }

        assertThat(back).isEqualTo(added);
        assertThat(folder).isEmptyDirectory();
    }

    private static Ipi message(long id, Random random) {
        return new Ipi(
                id,
                random.nextLong(),
                random.nextInt(),
                random.nextInt(),
                IpiMessage.values()[random.nextInt(IpiMessage.values().length)],
                random.nextBoolean() ? "" : "function_" + random.nextInt(100),
                Ipi.Fate.values()[random.nextInt(Ipi.Fate.values().length)],
                Ipi.Edge.values()[random.nextInt(Ipi.Edge.values().length)],
                random.nextBoolean() ? Double.NaN : random.nextDouble(),
                random.nextBoolean() ? null : InterruptKind.values()[random.nextInt(InterruptKind.values().length)],
                random.nextBoolean() ? Ipi.NEVER : random.nextLong(),
                random.nextBoolean() ? null : Ipi.HandledBy.values()[random.nextInt(Ipi.HandledBy.values().length)],
                random.nextLong(),
                random.nextLong());
    }
}

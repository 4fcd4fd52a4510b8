package lostedge.analysis.run;

import java.io.Closeable;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a long job has come: a line on the terminal, nothing on a pipe. */
public final class Progress implements Closeable {
    private static final int REFRESH_MS = 200;

    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /** {@return progress of a job that counts events, shown if the launcher found a terminal behind standard error} */
    public static Progress ofEvents(String job) {
        if (!Boolean.getBoolean("lostedge.terminal")) {
            return new Progress(null);
        }
        return new Progress(new ProgressBarBuilder()
                .setTaskName(job)
                .setUnit("M events", 1_000_000)
                .setInitialMax(-1)
                .setUpdateIntervalMillis(REFRESH_MS)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .showSpeed()
                .clearDisplayOnFinish()
                .build());
    }

    /** Counts events as done. */
    public void done(long events) {
        if (bar != null) {
            bar.stepBy(events);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}

package lostedge.engine.statespace;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** A fixed number of threads that do the same work on different parts and wait for each other. */
public final class Workers implements AutoCloseable {
    private final int count;
    private final ExecutorService threads;

    /** So many threads, which end with the program if not closed. */
    public Workers(int count) {
        this.count = count;
        threads = Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "lostedge-check");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does {@code work} once for each number from 0 to the number of threads, at once, and waits for all. */
    public void each(IntConsumer work) {
        if (count == 1) {
            work.accept(0);
            return;
        }
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            tasks.add(() -> {
                work.accept(number);
                return number;
            });
        }
        try {
            for (Future<Integer> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while checking", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

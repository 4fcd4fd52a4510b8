package lostedge.ingest.order;

import java.util.Arrays;
import lostedge.engine.event.EventBatch;

/**
 * Rows of a batch in time order: the runs that are in order as they stand, merged by a binary heap of their next times.
 * Of equal times the row that stands first comes first. Rows later than a bound wait.
 */
final class SortedRuns {
    private long[] times = {};
    /** Of each run: its next row, the row behind its last ready one, and the row behind its last. */
    private int[] at = new int[16];

    private int[] readyTo = new int[16];
    private int[] end = new int[16];
    /** Of each run with ready rows: the time of its next one. */
    private long[] nextTime = new long[16];

    private int runs;

    /** Runs with ready rows, the one with the earliest first. */
    private int[] heap = new int[16];

    private int heaped;

    /** Turns to the rows of a batch, those up to a time being ready. */
    void open(EventBatch batch, long until) {
        times = batch.timestampNs;
        runs = 0;
        heaped = 0;
        int rows = batch.size();
        for (int from = 0; from < rows; ) {
            int to = from + 1;
            while (to < rows && times[to - 1] <= times[to]) {
                to++;
            }
            add(from, to, until);
            from = to;
        }
    }

    private void add(int from, int to, long until) {
        if (runs == at.length) {
            at = Arrays.copyOf(at, runs * 2);
            readyTo = Arrays.copyOf(readyTo, runs * 2);
            end = Arrays.copyOf(end, runs * 2);
            nextTime = Arrays.copyOf(nextTime, runs * 2);
            heap = Arrays.copyOf(heap, runs * 2);
        }
        int run = runs++;
        at[run] = from;
        readyTo[run] = behind(from, to, until);
        end[run] = to;
        nextTime[run] = times[from];
        if (from < readyTo[run]) {
            int place = heaped++;
            while (place > 0 && isBefore(run, heap[(place - 1) / 2])) {
                heap[place] = heap[(place - 1) / 2];
                place = (place - 1) / 2;
            }
            heap[place] = run;
        }
    }

    /** {@return the first row of a run that is later than a time} */
    private int behind(int from, int to, long until) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + high >>> 1;
            if (times[middle] <= until) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Later runs stand behind earlier ones, so their number decides where times are equal. */
    private boolean isBefore(int run, int other) {
        return nextTime[run] < nextTime[other] || nextTime[run] == nextTime[other] && run < other;
    }

    /**
     * Hot: tells the next ready rows.
     *
     * @return how many, at most {@code most}; 0 if no more are ready
     */
    int next(int[] rows, int most) {
        int count = 0;
        while (heaped > 0 && count < most) {
            int run = heap[0];
            int row = at[run];
            int last = Math.min(readyTo[run], row + most - count);
            int second = second();
            if (second < 0) {
                while (row < last) {
                    rows[count++] = row++;
                }
            } else {
                long bound = nextTime[second] - (run < second ? 0 : 1);
                do {
                    rows[count++] = row++;
                } while (row < last && times[row] <= bound);
            }
            at[run] = row;
            if (row == readyTo[run]) {
                run = heap[--heaped];
            } else {
                nextTime[run] = times[row];
            }
            sink(run);
        }
        return count;
    }

    /** {@return the run that comes next after the first one, or -1 if there is none} */
    private int second() {
        if (heaped < 3) {
            return heaped < 2 ? -1 : heap[1];
        }
        return isBefore(heap[2], heap[1]) ? heap[2] : heap[1];
    }

    private void sink(int run) {
        int place = 0;
        for (int child = 1; child < heaped; child = 2 * place + 1) {
            if (child + 1 < heaped && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], run)) {
                break;
            }
            heap[place] = heap[child];
            place = child;
        }
        heap[place] = run;
    }

    /** Leaves in the batch those rows alone that were not ready; all others have been told. */
    void keepRest(EventBatch batch) {
        if (runs == 0) {
            return;
        }
        batch.clear();
        for (int run = 0; run < runs; run++) {
            batch.appendFrom(batch, readyTo[run], end[run] - readyTo[run]);
        }
        runs = 0;
    }
}

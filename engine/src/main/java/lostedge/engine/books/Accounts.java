package lostedge.engine.books;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The accounts of every CPU for every interval between counter readings, and which intervals the trace covers. */
final class Accounts {
    private final @Nullable InterruptRows rows;
    private final Account[][] byInterval;
    /** Mean steps between events, or one step of the clock, by which the first or last event may miss a reading. */
    private static final long SLACK_STEPS = 16;

    private final BitSet torn = new BitSet();
    private final BitSet recordedCpus = new BitSet();
    private long events;

    private final long[] proven;
    private int interval;
    private long nextReadingNs;
    private long firstNs = Long.MAX_VALUE;
    private long lastNs = Long.MIN_VALUE;
    private long stepNs = Long.MAX_VALUE;
    private long restartedNs = Long.MIN_VALUE;

    /** Interval 0 lies before the first reading, interval i between readings i - 1 and i. */
    Accounts(@Nullable InterruptRows rows) {
        this.rows = rows;
        nextReadingNs = readingNs(0);
        byInterval = new Account[rows == null ? 1 : rows.size() + 1][0];
        proven = new long[byInterval.length];
    }

    private long readingNs(int reading) {
        return rows != null && reading < rows.size() ? rows.timeNs(reading) : Long.MAX_VALUE;
    }

    /** An event of this CPU and time follows. */
    void advance(int cpu, long ns) {
        events++;
        recordedCpus.set(cpu);
        firstNs = Math.min(firstNs, ns);
        if (ns > lastNs) {
            stepNs = Math.min(stepNs, lastNs == Long.MIN_VALUE ? Long.MAX_VALUE : ns - lastNs);
            lastNs = ns;
        }
        while (ns >= nextReadingNs) {
            interval++;
            nextReadingNs = readingNs(interval);
        }
    }

    /** {@return the account of a CPU for the present interval} */
    Account of(int cpu) {
        Account[] accounts = byInterval[interval];
        if (cpu >= accounts.length) {
            int known = accounts.length;
            accounts = Arrays.copyOf(accounts, cpu + 1);
            for (int i = known; i <= cpu; i++) {
                accounts[i] = new Account();
            }
            byInterval[interval] = accounts;
        }
        return accounts[cpu];
    }

    /** An edge sent at this time is proven lost. */
    void prove(long sendNs) {
        int low = 0;
        int high = byInterval.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (readingNs(middle) <= sendNs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        proven[low]++;
    }

    /** {@return a CPU that handled interprocessor interrupts between the readings but recorded nothing, or -1} */
    int unrecordedCpu(InterruptRows rows) {
        long all = 0;
        for (int cpu = 0; cpu < rows.cpus(); cpu++) {
            all += rows.handled(0, rows.size() - 1, cpu);
        }
        for (int cpu = 0; cpu < rows.cpus(); cpu++) {
            if (!recordedCpus.get(cpu) && 100 * rows.handled(0, rows.size() - 1, cpu) > all) {
                return cpu;
            }
        }
        return -1;
    }

    /** Events were lost since this time. */
    void tear(long sinceNs) {
        for (int at = interval; at >= 0; at--) {
            torn.set(at);
            if (rows == null || at == 0 || rows.timeNs(at - 1) <= sinceNs) {
                break;
            }
        }
    }

    /** The buffer of a CPU starts now: nothing before it is complete. */
    void restart(long ns) {
        restartedNs = Math.max(restartedNs, ns);
        for (int at = 0; at <= interval; at++) {
            byInterval[at] = new Account[0];
        }
    }

    /** {@return whether no event is missing from the first to the last} */
    boolean complete() {
        return torn.isEmpty() && restartedNs == Long.MIN_VALUE;
    }

    /** {@return the sum of a column over all intervals and CPUs} */
    long sum(ToLongFunction<Account> column) {
        long sum = 0;
        for (Account[] accounts : byInterval) {
            for (Account account : accounts) {
                sum += column.applyAsLong(account);
            }
        }
        return sum;
    }

    /**
     * Adds every interval that the trace covers from reading to reading.
     *
     * @return how many edges sent in them are proven lost
     */
    long addCovered(InterruptRows rows, Balance balance) {
        long meanNs = events == 0 ? 0 : (lastNs - firstNs) / events;
        long slackNs = Math.max(SLACK_STEPS * meanNs, stepNs == Long.MAX_VALUE ? 0 : stepNs);
        long provenThere = 0;
        for (int at = 1; at < rows.size(); at++) {
            long begunNs = at == 1 ? rows.endNs(0) : rows.timeNs(at - 1);
            boolean covered = firstNs <= begunNs + slackNs
                    && restartedNs <= rows.timeNs(at - 1)
                    && rows.timeNs(at) <= lastNs + slackNs
                    && !torn.get(at);
            if (covered) {
                add(byInterval[at], rows, at - 1, at, balance);
                provenThere += proven[at];
            }
        }
        return provenThere;
    }

    /** Adds all accounts against the growth between two readings. */
    void addAll(InterruptRows rows, int from, int to, Balance balance) {
        for (Account[] accounts : byInterval) {
            for (Account account : accounts) {
                balance.add(account, 0, 0, 0);
            }
        }
        add(new Account[0], rows, from, to, balance);
    }

    private static void add(Account[] accounts, InterruptRows rows, int from, int to, Balance balance) {
        int cpus = Math.max(rows.cpus(), accounts.length);
        for (int cpu = 0; cpu < cpus; cpu++) {
            Account account = cpu < accounts.length ? accounts[cpu] : new Account();
            if (account.sends > 0 && !rows.counts(from, to, cpu)) {
                continue;
            }
            balance.add(
                    account,
                    rows.handled(from, to, cpu),
                    rows.rescuedCalls(from, to, cpu),
                    rows.rescuedOthers(from, to, cpu));
        }
    }
}

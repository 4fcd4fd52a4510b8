package lostedge.engine.books;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The accounts of every CPU for every interval between counter readings, and which intervals the trace covers. */
final class Accounts {
    private final @Nullable InterruptRows rows;
    private final Account[][] byInterval;
    private final BitSet torn = new BitSet();

    private int interval;
    private long nextReadingNs;
    private long firstNs = Long.MAX_VALUE;
    private long lastNs = Long.MIN_VALUE;
    private long restartedNs = Long.MIN_VALUE;

    /** Interval 0 lies before the first reading, interval i between readings i - 1 and i. */
    Accounts(@Nullable InterruptRows rows) {
        this.rows = rows;
        nextReadingNs = readingNs(0);
        byInterval = new Account[rows == null ? 1 : rows.size() + 1][0];
    }

    private long readingNs(int reading) {
        return rows != null && reading < rows.size() ? rows.timeNs(reading) : Long.MAX_VALUE;
    }

    /** An event of this time follows. */
    void advance(long ns) {
        firstNs = Math.min(firstNs, ns);
        lastNs = Math.max(lastNs, ns);
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

    /** Adds every interval that the trace covers from reading to reading. */
    void addCovered(InterruptRows rows, Balance balance) {
        for (int at = 1; at < rows.size(); at++) {
            long begunNs = at == 1 ? rows.endNs(0) : rows.timeNs(at - 1);
            boolean covered = firstNs <= begunNs
                    && restartedNs <= rows.timeNs(at - 1)
                    && rows.timeNs(at) <= lastNs
                    && !torn.get(at);
            if (covered) {
                add(byInterval[at], rows, at - 1, at, balance);
            }
        }
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
            balance.add(
                    cpu < accounts.length ? accounts[cpu] : new Account(),
                    rows.handled(from, to, cpu),
                    rows.rescuedCalls(from, to, cpu),
                    rows.rescuedOthers(from, to, cpu));
        }
    }
}

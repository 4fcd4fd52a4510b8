package lostedge.ingest.eventtext;

import java.util.Arrays;

/**
 * A set of CPUs in words of 64, read as traces print it: hex digits in groups of eight with commas between, the highest
 * CPU first ({@code %*pb}: "00000000,0000000d"), or a list ({@code %*pbl}: "0,2-3,70"). The kernel prints groups of
 * exactly eight digits, since a traced mask is a whole number of longs; no CPU number has eight digits.
 */
public final class CpuMask {
    /** Words of the widest mask accepted: far beyond the kernel's {@code NR_CPUS}. */
    private static final int MAX_WORDS = 1 << 10;

    private static final int GROUP = 8;

    private long[] words = new long[4];
    private int count;

    /** {@return the first word at or after {@code from} that is not empty, or -1} */
    public int nextWord(int from) {
        for (int i = from; i < count; i++) {
            if (words[i] != 0) {
                return i;
            }
        }
        return -1;
    }

    /** {@return the word of CPUs 64 i to 64 i + 63} */
    public long word(int i) {
        return words[i];
    }

    /** {@return whether the mask is just this CPU} */
    boolean isOnly(int cpu) {
        int word = nextWord(0);
        return word >= 0 && nextWord(word + 1) < 0 && cpu >= 0 && cpu / Long.SIZE == word && words[word] == 1L << cpu;
    }

    /** Adds the CPUs of a word of 64. */
    public void add(int word, long cpus) {
        grow(word);
        words[word] |= cpus;
    }

    /** Appends the mask in hex as the kernel does for a machine of as many CPUs as the mask needs, 64 at least. */
    void printHex(StringBuilder to) {
        for (int word = Math.max(0, count - 1); word >= 0; word--) {
            for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
                to.append(Character.forDigit((int) (words[word] >>> shift) & 0xF, 16));
                if (shift == Integer.SIZE || shift == 0 && word > 0) {
                    to.append(',');
                }
            }
        }
    }

    /** Forgets all CPUs. */
    public void clear() {
        Arrays.fill(words, 0, count, 0);
        count = 0;
    }

    /**
     * Reads a mask.
     *
     * @return the position behind it, or -1 if there is none
     */
    int read(byte[] bytes, int from, int end) {
        clear();
        int to = from;
        while (to < end && (FieldCursor.hexDigit(bytes[to]) >= 0 || bytes[to] == ',' || bytes[to] == '-')) {
            to++;
        }
        if (to == from) {
            return -1;
        }
        int first = from;
        while (first < to && FieldCursor.hexDigit(bytes[first]) >= 0) {
            first++;
        }
        boolean read = first - from == GROUP ? hex(bytes, from, to) : list(bytes, from, to);
        return read ? to : -1;
    }

    private boolean hex(byte[] bytes, int from, int to) {
        int groups = (to - from + 1) / (GROUP + 1);
        if (groups * (GROUP + 1) - 1 != to - from || groups > 2 * MAX_WORDS) {
            return false;
        }
        for (int group = 0; group < groups; group++) {
            int at = to - group * (GROUP + 1) - GROUP;
            long value = 0;
            for (int i = at; i < at + GROUP; i++) {
                int digit = FieldCursor.hexDigit(bytes[i]);
                if (digit < 0) {
                    return false;
                }
                value = value << 4 | digit;
            }
            if (group > 0 && bytes[at + GROUP] != ',') {
                return false;
            }
            grow(group / 2);
            words[group / 2] |= value << (group % 2 * 32);
        }
        return true;
    }

    private boolean list(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int first = 0;
            int start = at;
            while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
                first = first * 10 + bytes[at++] - '0';
            }
            if (at == start || at - start > 6) {
                return false;
            }
            int last = first;
            if (at < to && bytes[at] == '-') {
                start = ++at;
                last = 0;
                while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
                    last = last * 10 + bytes[at++] - '0';
                }
                if (at == start || at - start > 6) {
                    return false;
                }
            }
            if (last < first || last / Long.SIZE >= MAX_WORDS || at < to && (bytes[at] != ',' || at + 1 == to)) {
                return false;
            }
            grow(last / Long.SIZE);
            for (int cpu = first; cpu <= last; cpu++) {
                words[cpu / Long.SIZE] |= 1L << cpu;
            }
            at++;
        }
        return true;
    }

    private void grow(int word) {
        if (word >= words.length) {
            words = Arrays.copyOf(words, Math.max(word + 1, words.length * 2));
        }
        count = Math.max(count, word + 1);
    }
}
